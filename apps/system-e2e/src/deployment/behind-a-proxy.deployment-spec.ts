import { ControlApi } from '@ppf/mediamtx';
import type { Browser } from 'playwright-core';
import { makeWebRtcImpossible } from '../pages/probe';
import { PitPage } from '../pages/pit-page';
import { holdWhepSession, whepSessions } from '../pages/whep-sessions';
import { APACHE } from '../proxies/apache';
import { CADDY } from '../proxies/caddy';
import { HAPROXY } from '../proxies/haproxy';
import { NGINX } from '../proxies/nginx';
import { findProgram, startProxy, type Proxy, type ProxyKind } from '../proxies/proxy';
import { findMediaMtx, SIMULATOR } from '../world/target';
import { ApiClient } from '../world/api-client';
import { launchBrowser, visit, type Visit } from '../pages/browser';
import { freePort } from '@ppf/free-ports';
import { startProduct, type Product } from '../world/product';
import { waitFor } from '@ppf/testing';

/** The first pit of the sample workshop. */
const PIT = 1;

const target = findMediaMtx() ?? SIMULATOR;

describe(`behind a proxy, with ${target.kind} ${target.version ?? ''}`, () => {
  let product: Product;
  let browser: Browser;
  let port: number;
  let control: ControlApi;
  beforeAll(async () => {
    port = await freePort();
    const origin = `https://localhost:${port}`;
    product = await startProduct(target, {
      PUBLIC_URL: origin,
      MEDIAMTX_WEBRTC_URL: `${origin}/webrtc`,
      MEDIAMTX_HLS_URL: `${origin}/hls`,
    });
    browser = await launchBrowser();
    control = new ControlApi({ url: `http://127.0.0.1:${product.ports.api}` });
    const admin = await ApiClient.signIn(product.origin, product.admin);
    await waitFor(async () => (await admin.pit(PIT)).stream.status === 'live', 'the sample pit is live', {
      withinMs: 30_000,
    });
  }, 150_000);
  afterAll(async () => {
    control?.close();
    await browser?.close();
    await product?.stop();
  }, 60_000);

  describe.each([NGINX, CADDY, APACHE, HAPROXY])('$name', (kind: ProxyKind) => {
    const missing = [kind.program, 'openssl'].filter((program) => findProgram(program) === undefined);
    const installed = missing.length === 0;
    if (!installed)
      process.stderr.write(
        `Skipped: the product behind ${kind.name}, for want of ${missing.join(' and ')}.\n`,
      );
    const whereInstalled = installed ? it : it.skip;
    let proxy: Proxy | undefined;
    beforeAll(async () => {
      if (!installed) return;
      const { http: backend, webrtc, hls } = product.ports;
      proxy = await startProxy(kind, port, { backend, webrtc, hls });
    });
    afterAll(() => proxy?.stop());

    /** The administrator opens the sample pit through the proxy. */
    const watch = (options: Visit, body: (pit: PitPage) => Promise<void>): Promise<void> =>
      visit(browser, { ...options, ignoreHTTPSErrors: true }, async (page) => {
        const origin = proxy?.origin ?? '';
        const answer = await page
          .context()
          .request.post(`${origin}/api/v1/auth/login`, { data: product.admin });
        expect(answer.status()).toBe(200);
        const pit = new PitPage(page, origin);
        await pit.open(PIT);
        await body(pit);
      });

    whereInstalled('plays over WebRTC, and the session ends with the page', async () => {
      await watch({}, async (pit) => {
        const calls: string[] = [];
        pit.page.on('response', (response) => {
          const { pathname } = new URL(response.url());
          if (pathname.startsWith('/webrtc/'))
            calls.push(`${response.request().method()} ${response.status()}`);
        });
        // A reload in the midst of connecting would leave a session that ends by its time-out only.
        await pit.playsOver('webrtc', 15_000);
        const opened = whepSessions(pit.page);
        await pit.page.reload();
        await pit.playsOver('webrtc', 15_000);
        expect((await pit.movement(1500)).decoded).toBeGreaterThan(10);
        // The wall opens separate sessions.
        const ours = [...opened];
        await pit.page.getByRole('link', { name: 'Back to the pits' }).click();
        // 404: the browser's own goodbye was faster than the DELETE.
        await waitFor(
          () => calls.some((call) => /^DELETE (200|404)$/.test(call)),
          'the session was deleted',
          { withinMs: 5000 },
        );
        expect(calls).toContain('POST 201');
        expect(calls.filter((call) => !/ 20[014]$/.test(call) && call !== 'DELETE 404')).toEqual([]);
        await waitFor(
          async () => !(await control.sessions.list('webrtc')).some(({ id }) => ours.includes(id)),
          'its session is gone',
          { withinMs: 5000 },
        );
      });
    });

    whereInstalled('forwards every WHEP request, with a session address that uses the proxy', async () => {
      const admin = await ApiClient.signIn(product.origin, product.admin);
      const access = await admin.streamToken(PIT);
      await visit(browser, { ignoreHTTPSErrors: true }, async (page) => {
        await page.goto(`${proxy?.origin}/sign-in`);
        const session = await page.evaluate(holdWhepSession, {
          url: access.webrtc_url,
          authorization: access.authorization,
        });
        expect(session).toEqual({
          options: 204,
          post: 201,
          location: expect.stringMatching(/^\/webrtc\/workshop-1\/pit-1\/whep\/[0-9a-f-]{36}$/) as string,
          patch: 204,
          delete: 200,
        });
      });
    });

    whereInstalled('plays over HLS where WebRTC is impossible', async () => {
      await watch({ before: [makeWebRtcImpossible] }, async (pit) => {
        await pit.playsOver('hls', 30_000);
        expect((await pit.movement(2000)).changed).toBe(true);
      });
    });

    whereInstalled('forwards events without buffering', async () => {
      const admin = await ApiClient.signIn(product.origin, product.admin);
      const authorization = `Bearer ${admin.accessToken}`;
      await visit(browser, { ignoreHTTPSErrors: true }, async (page) => {
        await page.goto(`${proxy?.origin}/sign-in`);
        const first = await page.evaluate(async (header) => {
          const answer = await fetch('/api/v1/events', { headers: { Authorization: header } });
          const chunk = await answer.body?.getReader().read();
          return new TextDecoder().decode(chunk?.value);
        }, authorization);
        expect(first).toContain('event: snapshot');
      });
    });

    whereInstalled('denies every request to the auth hook', async () => {
      await visit(browser, { ignoreHTTPSErrors: true }, async (page) => {
        const answer = await page.context().request.post(`${proxy?.origin}/api/v1/streams/validate-token`);
        expect(answer.status()).toBe(404);
      });
    });

    whereInstalled('writes no token into its access log', async () => {
      const token = 'eyJhbGciOiJIUzI1NiJ9.e30.c2VjcmV0';
      await visit(browser, { ignoreHTTPSErrors: true }, async (page) => {
        const { request } = page.context();
        await request.get(`${proxy?.origin}/hls/workshop-1/pit-1/index.m3u8?token=${token}&jwt=${token}`, {
          headers: { Authorization: `Bearer ${token}` },
          failOnStatusCode: false,
        });
      });
      await waitFor(
        () => proxy?.accessLog().includes('/hls/workshop-1/pit-1/index.m3u8'),
        'the request is logged',
        { withinMs: 5000 },
      );
      expect(proxy?.accessLog()).not.toMatch(/eyJ[\w-]+\./);
    });
  });
});
