import { waitFor } from '@ppf/testing';
import { cleanup } from 'node-datachannel';
import type { Page } from 'playwright-core';
import type * as Whep from './index';
import { LibraryPage } from './testing/library-page';
import { FakeWhepServer } from './testing/fake-whep-server';

/** Globals of the test page: the library and the state of the test. */
declare const window: {
  whep: typeof Whep;
  session: Whep.WhepSession;
  server: RTCPeerConnection;
  events: string[];
  /** Resolves when `getAccess` has delivered. */
  accessed: Promise<unknown>;
};

/**
 * Answers the POST with a peer connection of Chromium, which reliably sends the DTLS close alert. The library of the
 * other server sometimes closes its socket before the alert is sent.
 */
async function answerInPage(page: Page, url: string): Promise<void> {
  await page.route(url, async (route) => {
    const answer = await page.evaluate(async (offer) => {
      window.server = new RTCPeerConnection();
      await window.server.setRemoteDescription({ type: 'offer', sdp: offer });
      window.server.addTrack(document.createElement('canvas').captureStream(5).getVideoTracks()[0]!);
      await window.server.setLocalDescription();
      const { server } = window;
      while (server.iceGatheringState !== 'complete') await new Promise((done) => setTimeout(done, 10));
      return server.localDescription?.sdp ?? '';
    }, route.request().postData() ?? '');
    const headers = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Location' };
    await route.fulfill({ status: 201, body: answer, headers: { ...headers, location: '/pit-1/whep/s' } });
  });
}

/** Opens a session in the page and records its events. @param options.accessDelayMs duration of `getAccess` */
function openSession(
  page: Page,
  url: string,
  options: { accessDelayMs?: number; timeoutMs?: number } = {},
): Promise<void> {
  return page.evaluate(
    ({ url, accessDelayMs, timeoutMs }) => {
      window.events = [];
      const record = (event: string) => void window.events.push(event);
      const access = { url, authorization: 'Bearer id:token', iceServers: [] };
      const accessed = new Promise<typeof access>((resolve) =>
        setTimeout(() => resolve(access), accessDelayMs),
      );
      window.accessed = accessed;
      window.session = new window.whep.WhepSession({
        getAccess: () => accessed,
        listener: {
          onAnswered: () => record('answered'),
          onConnected: () => record('connected'),
          onFailed: (error) => record(`failed ${error.kind}`),
          onEnded: (reason) => record(`ended ${reason}`),
        },
        ...(timeoutMs && { answerTimeoutMs: timeoutMs }),
      });
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = window.session.stream;
      document.body.replaceChildren(video);
      void video.play();
      video.requestVideoFrameCallback(() => record(`frame ${video.videoWidth}x${video.videoHeight}`));
    },
    { url, accessDelayMs: options.accessDelayMs ?? 0, timeoutMs: options.timeoutMs ?? 0 },
  );
}

const eventsOf = (page: Page): Promise<string[]> => page.evaluate(() => window.events);
const waitForEvent = (page: Page, event: string) =>
  page.waitForFunction((expected) => window.events.includes(expected), event, { timeout: 60_000 });

describe('WhepSession, in Chromium against a real WHEP server', () => {
  let library: LibraryPage;
  let server: FakeWhepServer;
  let page: Page;

  beforeAll(async () => {
    library = await LibraryPage.launch();
  });
  afterAll(async () => {
    await library.close();
    // Without this, the threads of the peer connections keep the process alive.
    cleanup();
  });
  beforeEach(async () => {
    server = new FakeWhepServer();
    await server.start();
    page = await library.open();
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  it('plays H.264 after a single POST', async () => {
    await openSession(page, server.url);
    await waitForEvent(page, 'frame 128x72');
    expect(await eventsOf(page)).toEqual(['answered', 'connected', 'frame 128x72']);
    const post = server.requests.find(({ method }) => method === 'POST');
    expect(post?.headers).toMatchObject({
      authorization: 'Bearer id:token',
      'content-type': 'application/sdp',
    });
    expect(post?.headers['cookie']).toBeUndefined();
    expect(server.methods().slice(0, 1)).toEqual(['POST']);
  });

  it('fails as `browser` without WebRTC and sends no request', async () => {
    await page.evaluate(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
    await openSession(page, server.url);
    await waitForEvent(page, 'failed browser');
    expect(
      await page.evaluate(async () => [await window.session.stats(), window.session.candidateHosts()]),
    ).toEqual([null, []]);
    expect(server.methods()).toEqual([]);
  });

  it('counts received frames and bytes', async () => {
    await openSession(page, server.url);
    await waitForEvent(page, 'frame 128x72');
    const rates = await page.evaluate(async () => {
      const earlier = await window.session.stats();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const later = await window.session.stats();
      return earlier && later && window.whep.videoRates(earlier, later);
    });
    expect(rates).toMatchObject({ width: 128, height: 72 });
    expect(rates?.fps).toBeGreaterThan(15);
    expect(rates?.bitrate).toBeGreaterThan(10_000);
  });

  it('reports that the server ended the session, at its DTLS alert', async () => {
    await answerInPage(page, server.url);
    await openSession(page, server.url);
    await waitForEvent(page, 'connected');
    await page.evaluate(() => window.server.close());
    // Without the alert, the session ends as `connection-failed`.
    await page.waitForFunction(() => window.events.some((event) => event.startsWith('ended')), undefined, {
      timeout: 60_000,
    });
    expect(await eventsOf(page)).toContain('ended closed-by-server');
  });

  it('sends DELETE to the session URL below the proxy prefix', async () => {
    await openSession(page, server.url);
    await waitForEvent(page, 'connected');
    await page.evaluate(() => window.session.close());
    await waitFor(() => server.methods().includes('DELETE'));
    expect(server.requests.at(-1)?.path).toMatch(/^\/webrtc\/pit-1\/whep\/[0-9a-f-]{36}$/);
    expect(await eventsOf(page)).not.toContain('ended closed-by-server');
  });

  it('sends DELETE when it is closed before the answer', async () => {
    server.holdMs = 300;
    await openSession(page, server.url);
    await waitFor(() => server.methods().includes('POST'));
    await page.evaluate(() => window.session.close());
    await waitFor(() => server.methods().includes('DELETE'));
    expect(await eventsOf(page)).toEqual([]);
  });

  it('connects with the ICE servers of the access', async () => {
    await page.evaluate((url) => {
      window.events = [];
      const iceServers = [{ urls: ['stun:127.0.0.1:9'] }];
      const listener = { onConnected: () => void window.events.push('connected') };
      window.session = new window.whep.WhepSession({
        getAccess: async () => ({ url, iceServers }),
        listener,
      });
    }, server.url);
    await waitForEvent(page, 'connected');
  });

  it('sends no request when it is closed before the access arrives', async () => {
    await openSession(page, server.url, { accessDelayMs: 200 });
    await page.evaluate(async () => {
      window.session.close();
      await window.accessed;
      // Any request would be sent in the microtasks after the access.
      await new Promise((resolve) => setTimeout(resolve));
    });
    await page.evaluate((url) => fetch(url, { method: 'HEAD' }), server.url);
    expect(server.requests.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('sends DELETE when the page is unloaded', async () => {
    await openSession(page, server.url);
    await waitForEvent(page, 'connected');
    await page.evaluate(() => addEventListener('pagehide', () => window.session.close()));
    await page.goto('about:blank');
    await waitFor(() => server.methods().includes('DELETE'));
  });

  it.each([
    [401, '{"error":"authentication error"}', 'failed refused'],
    [400, '{"error":"authentication failed: server replied with code 401"}', 'failed refused'],
    [404, '{"error":"no stream is available"}', 'failed no-stream'],
    [400, '{"error":"path is not configured"}', 'failed configuration'],
  ])('maps a %s with %s to %s', async (status, body, expected) => {
    server.refusal = { status, body };
    await openSession(page, server.url);
    await waitForEvent(page, expected);
    expect(await eventsOf(page)).toEqual([expected]);
    expect(server.methods()).toEqual(['POST']);
  });

  it('reports an unreachable server', async () => {
    await openSession(page, 'http://127.0.0.1:9/pit-1/whep');
    await waitForEvent(page, 'failed unreachable');
  });

  it('times out an unanswered POST and deletes the session that it creates later', async () => {
    server.holdMs = 500;
    await openSession(page, server.url, { timeoutMs: 200 });
    await waitForEvent(page, 'failed timeout');
    await waitFor(() => server.methods().includes('DELETE'));
    expect(await eventsOf(page)).toEqual(['failed timeout']);
  });

  it('has the error of getAccess as the cause of its failure', async () => {
    const cause = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new window.whep.WhepSession({
            getAccess: () => Promise.reject(new Error('signed out')),
            listener: { onFailed: (error) => resolve([error.kind, String(error.cause)]) },
          });
        }),
    );
    expect(cause).toEqual(['access', 'Error: signed out']);
  });

  it('closes when its signal is aborted', async () => {
    await page.evaluate((url) => {
      const abort = new AbortController();
      const getAccess = () => Promise.resolve({ url });
      const listener = { onConnected: () => abort.abort() };
      window.session = new window.whep.WhepSession({ getAccess, listener, signal: abort.signal });
    }, server.url);
    await waitFor(() => server.methods().includes('DELETE'));
  });
});
