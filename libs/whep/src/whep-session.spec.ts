import { cleanup } from 'node-datachannel';
import type { Page } from 'playwright-core';
import type * as Whep from './index';
import { LibraryPage } from './testing/library-page';
import { SmallWhepServer } from './testing/small-whep-server';

/** What runs in the browser finds the library and its own state here. */
declare const window: {
  whep: typeof Whep;
  session: Whep.WhepSession;
  server: RTCPeerConnection;
  told: string[];
  askedAt: number;
};

/**
 * Answers the POST by a peer connection of Chromium itself, which says goodbye reliably as it closes; the other
 * server's library now and then closes its socket before its goodbye is out.
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

/** Opens a session in the page and notes what it tells; `askFor` is how long the token takes, ms. */
function openSession(
  page: Page,
  url: string,
  options: { askFor?: number; timeout?: number } = {},
): Promise<void> {
  return page.evaluate(
    ({ url, askFor, timeout }) => {
      window.told = [];
      const tell = (what: string) => void window.told.push(what);
      window.session = new window.whep.WhepSession({
        access: () =>
          new Promise((resolve) => {
            const access = { url, authorization: 'Bearer id:token', iceServers: [] };
            setTimeout(() => resolve(access), askFor);
          }),
        listener: {
          answered: () => tell('answered'),
          connected: () => tell('connected'),
          failed: (error) => tell(`failed ${error.kind}`),
          ended: (why) => tell(`ended ${why}`),
        },
        ...(timeout && { answerTimeoutMs: timeout }),
      });
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = window.session.stream;
      document.body.replaceChildren(video);
      void video.play();
      video.requestVideoFrameCallback(() => tell(`frame ${video.videoWidth}x${video.videoHeight}`));
    },
    { url, askFor: options.askFor ?? 0, timeout: options.timeout ?? 0 },
  );
}

const told = (page: Page): Promise<string[]> => page.evaluate(() => window.told);
const untilTold = (page: Page, what: string) =>
  page.waitForFunction((expected) => window.told.includes(expected), what, { timeout: 10_000 });

// A browser on a busy machine is slow to start a page; what must be quick is measured where it matters.
jest.setTimeout(20_000);

describe('WhepSession, in Chromium against a real WHEP server', () => {
  let library: LibraryPage;
  let server: SmallWhepServer;
  let page: Page;

  beforeAll(async () => {
    library = await LibraryPage.launch();
  }, 20_000);
  afterAll(async () => {
    await library.close();
    // Else the peer connections' threads keep the process alive.
    cleanup();
  }, 20_000);
  beforeEach(async () => {
    server = new SmallWhepServer();
    await server.start();
    page = await library.open();
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  it('shows moving H.264 after one POST and no question before it', async () => {
    await openSession(page, server.url);
    await untilTold(page, 'frame 128x72');
    expect(await told(page)).toEqual(['answered', 'connected', 'frame 128x72']);
    const post = server.seen.find(({ method }) => method === 'POST');
    expect(post?.headers).toMatchObject({
      authorization: 'Bearer id:token',
      'content-type': 'application/sdp',
    });
    expect(post?.headers['cookie']).toBeUndefined();
    expect(server.methods().slice(0, 1)).toEqual(['POST']);
  });

  it('says that the browser fails where it has no WebRTC, and asks nobody', async () => {
    await page.evaluate(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
    await openSession(page, server.url);
    await untilTold(page, 'failed browser');
    expect(
      await page.evaluate(async () => [await window.session.stats(), window.session.offeredHosts()]),
    ).toEqual([null, []]);
    expect(server.methods()).toEqual([]);
  });

  it('counts frames and bytes as they come', async () => {
    await openSession(page, server.url);
    await untilTold(page, 'frame 128x72');
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

  it('hears at once that the server ended the session, long before the connection is called lost', async () => {
    await answerInPage(page, server.url);
    await openSession(page, server.url);
    await untilTold(page, 'connected');
    const from = Date.now();
    await page.evaluate(() => window.server.close());
    await untilTold(page, 'ended closed-by-server');
    expect(Date.now() - from).toBeLessThan(3_000);
  });

  it('leaves by DELETE at the session’s own address, behind the proxy’s prefix', async () => {
    await openSession(page, server.url);
    await untilTold(page, 'connected');
    await page.evaluate(() => window.session.close());
    await until(() => server.methods().includes('DELETE'));
    expect(server.seen.at(-1)?.path).toMatch(/^\/webrtc\/pit-1\/whep\/[0-9a-f-]{36}$/);
    expect(await told(page)).not.toContain('ended closed-by-server');
  });

  it('tells the server too when it is left before the answer came', async () => {
    server.holdFor = 300;
    await openSession(page, server.url);
    await until(() => server.methods().includes('POST'));
    await page.evaluate(() => window.session.close());
    await until(() => server.methods().includes('DELETE'));
    expect(await told(page)).toEqual([]);
  });

  it('connects with the ICE servers that come with the access', async () => {
    await page.evaluate((url) => {
      window.told = [];
      const iceServers = [{ urls: ['stun:127.0.0.1:9'] }];
      const listener = { connected: () => void window.told.push('connected') };
      window.session = new window.whep.WhepSession({ access: async () => ({ url, iceServers }), listener });
    }, server.url);
    await untilTold(page, 'connected');
  });

  it('never asks the server when it is left while the token is asked for', async () => {
    await openSession(page, server.url, { askFor: 200 });
    await page.evaluate(() => window.session.close());
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(server.seen).toEqual([]);
  });

  it('tells the server when the page goes away', async () => {
    await openSession(page, server.url);
    await untilTold(page, 'connected');
    await page.evaluate(() => addEventListener('pagehide', () => window.session.close()));
    await page.goto('about:blank');
    await until(() => server.methods().includes('DELETE'));
  });

  it.each([
    [401, '{"error":"authentication error"}', 'failed refused'],
    [400, '{"error":"authentication failed: server replied with code 401"}', 'failed refused'],
    [404, '{"error":"no stream is available"}', 'failed no-stream'],
    [400, '{"error":"path is not configured"}', 'failed configuration'],
  ])('tells a %s with %s as %s', async (status, body, expected) => {
    server.refusal = { status, body };
    await openSession(page, server.url);
    await untilTold(page, expected);
    expect(await told(page)).toEqual([expected]);
    expect(server.methods()).toEqual(['POST']);
  });

  it('tells a server that is not there', async () => {
    await openSession(page, 'http://127.0.0.1:9/pit-1/whep');
    await untilTold(page, 'failed unreachable');
  });

  it('gives up a POST that is not answered in time, and deletes what it made after all', async () => {
    server.holdFor = 500;
    await openSession(page, server.url, { timeout: 200 });
    await untilTold(page, 'failed timeout');
    await until(() => server.methods().includes('DELETE'));
    expect(await told(page)).toEqual(['failed timeout']);
  });

  it('passes on why there was no access', async () => {
    const cause = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new window.whep.WhepSession({
            access: () => Promise.reject(new Error('signed out')),
            listener: { failed: (error) => resolve([error.kind, String(error.cause)]) },
          });
        }),
    );
    expect(cause).toEqual(['access', 'Error: signed out']);
  });

  it('ends when its signal is aborted', async () => {
    await page.evaluate((url) => {
      const abort = new AbortController();
      const access = () => Promise.resolve({ url });
      const listener = { connected: () => abort.abort() };
      window.session = new window.whep.WhepSession({ access, listener, signal: abort.signal });
    }, server.url);
    await until(() => server.methods().includes('DELETE'));
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 5_000; !condition();) {
    if (Date.now() > deadline) throw new Error('It did not happen within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
