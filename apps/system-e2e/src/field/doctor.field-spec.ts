import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DiagnosisFaultCode, PutCameraRequest } from '@ppf/contracts';
import { startSampleCamera, startSamplePublisher } from '@ppf/sample-cameras';
import type { Browser, Page } from 'playwright-core';
import { untilStatus } from '../drills/world/installation';
import { findFaketime, shiftedClock, type ShiftedClock } from '../drills/world/shifted-clock';
import { findMediaMtx, inJwtMode, type Target } from '../target';
import { SignInPage } from '../pages/sign-in-page';
import type { Credentials } from '../world/api-client';
import { launchBrowser, visit } from '../world/browser';
import { freePort } from '@ppf/free-ports';
import { pause } from '../world/wait-for';
import { startDeafDevice } from './world/deaf-device';
import { type DoctorWorld, startDoctorWorld, writeIn } from './world/doctor-world';

// The table of faults: each made for real, and named right (docs/guides/troubleshooting.md has their words).
const found = findMediaMtx();
const has = (program: string) => spawnSync('which', [program]).status === 0;
const missing = [!found && 'a real MediaMTX (MEDIAMTX_BIN)', !has('ffmpeg') && 'FFmpeg'].filter(Boolean);
if (missing.length > 0)
  process.stderr.write(`Skipped: the table of faults needs ${missing.join(' and ')}.\n`);

const CAMERA = { user: 'admin', password: 'p@ss/w?rd#1' } as const;
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const GOOD = [...X264, '-tune', 'zerolatency', '-g', '10'];

function table(target: Target): void {
  let world: DoctorWorld;
  beforeAll(async () => {
    world = await startDoctorWorld(target);
  }, 120_000);
  afterAll(() => world?.stop());

  const sample = async (change: Partial<PutCameraRequest> = {}) => {
    const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
    world.installation.atEnd(() => camera.stop());
    const at = { kind: 'pull', host: '127.0.0.1', port: camera.port, path: '/stream1', ...CAMERA, ...change };
    return { camera, pit: await world.pit(at as PutCameraRequest) };
  };
  const pushed = async () => {
    const pit = await world.pit({ kind: 'push' });
    return { pit, key: await world.admin.makePublishKey(pit.id) };
  };

  it('finds nothing wrong where all is well', async () => {
    const { pit } = await sample();
    const { steps } = await world.finds(pit, null);
    expect(steps.slice(0, 7).map(({ state }) => state)).toEqual(Array(7).fill('ok'));
  });

  describe('at the camera', () => {
    it.each<[string, Partial<PutCameraRequest>, DiagnosisFaultCode]>([
      ['a wrong password', { password: 'another' }, 'wrong-password'],
      ['a wrong path', { path: '/another' }, 'wrong-path'],
    ])('names %s', async (_, change, code) => {
      const { pit } = await sample(change);
      await world.finds(pit, code);
    });

    it('names a camera that is off, and one that has frozen', async () => {
      const { camera, pit } = await sample();
      await world.finds(pit, null);
      camera.freeze();
      await world.finds(pit, 'no-picture');
      camera.resume();
      await camera.stop();
      await world.finds(pit, 'refused-connection');
    });

    it('names a camera that is not there', async () => {
      const device = await startDeafDevice();
      world.installation.atEnd(() => device.stop());
      const pit = await world.pit({ kind: 'pull', host: '127.0.0.1', port: device.port, path: '/live' });
      await world.finds(pit, 'unreachable');
    });

    it.each<[string, readonly string[], DiagnosisFaultCode]>([
      [
        'H.265',
        ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:keyint=10'],
        'video-is-h265',
      ],
      [
        'Motion JPEG',
        ['-c:v', 'mjpeg', '-huffman', 'default', '-force_duplicated_matrix', '1', '-pix_fmt', 'yuvj420p'],
        'video-is-mjpeg',
      ],
      ['B-frames', [...X264, '-bf', '2', '-g', '10'], 'b-frames'],
      ['no key frames', [...X264, '-tune', 'zerolatency', '-g', '9999'], 'no-key-frame'],
      [
        'key frames that come too seldom',
        [...X264, '-tune', 'zerolatency', '-g', '45'],
        'long-key-frame-interval',
      ],
    ])('names %s', async (name, encoder, code) => {
      const camera = await world.film(name.replace(/[^a-z]/gi, ''), encoder);
      await world.finds(await world.pit(camera), code);
    });

    it('names a camera that disconnects again and again', async () => {
      const { camera, pit } = await sample();
      for (let times = 0; times < 3; times += 1) {
        await untilStatus(world.admin, pit.id, ['live'], 30_000);
        await camera.stop();
        await untilStatus(world.admin, pit.id, ['offline', 'connecting', 'stalled'], 30_000);
        await camera.restart();
      }
      await untilStatus(world.admin, pit.id, ['live'], 30_000);
      await world.finds(pit, 'disconnects');
    });
  });

  describe('at a camera that pushes', () => {
    it('names one that does not push, a wrong key, another pit’s path, another path of the same, and a frozen one', async () => {
      const { pit, key } = await pushed();
      await world.finds(pit, 'not-publishing');
      const publish = (address: string) =>
        startSamplePublisher({ url: address, clip: 'pit-1' }).then(
          (one) => one.stop(),
          () => undefined,
        );
      await publish(key.publish_url.replace(key.key, 'x'.repeat(32)));
      await world.finds(pit, 'wrong-publish-key');
      await publish(key.publish_url.replace(/pit-\d+$/, 'pit-999'));
      const { steps } = await world.finds(pit, 'publishes-to-another-path');
      expect(steps.find(({ step }) => step === 'stream')?.detail).toMatch(/pit-999$/);
      await publish(`${key.publish_url}/raw`);
      await world.finds(pit, 'publishes-beside-the-path');
      const camera = await startSamplePublisher({ url: key.publish_url, clip: 'pit-1' });
      world.installation.atEnd(() => camera.stop());
      await world.finds(pit, null);
      camera.freeze();
      await world.finds(pit, 'stalled');
    });

    it('names one without a key', async () => {
      await world.finds(await world.pit({ kind: 'push' }), 'no-publish-key');
    });
  });

  describe('at the media server', () => {
    afterEach(() => world.restart());

    it('names one that is down, and one that hangs', async () => {
      const { pit } = await sample();
      await world.finds(pit, null);
      await world.server().signal('SIGSTOP');
      await world.finds(pit, 'media-server-unreachable');
      await world.server().signal('SIGKILL');
      await world.finds(pit, 'media-server-down');
    });

    it.each<[string, (hook: string) => Record<string, string>, DiagnosisFaultCode]>([
      [
        'a hook that points to another port',
        (hook) => ({ authHTTPAddress: hook.replace(/@127.0.0.1:\d+/, '@127.0.0.1:9') }),
        'hook-elsewhere',
      ],
      [
        'a hook that points to another page',
        (hook) => ({ authHTTPAddress: hook.replace(/validate-token$/, 'auth') }),
        'hook-elsewhere',
      ],
      [
        'a hook without the secret',
        (hook) => ({ authHTTPAddress: hook.replace(/mediamtx:[^@]+@/, '') }),
        'hook-without-secret',
      ],
      [
        'a hook with another secret',
        (hook) => ({ authHTTPAddress: hook.replace(/:[^:@]+@/, ':another-secret@') }),
        'hook-without-secret',
      ],
      ['no hook at all', () => ({ authMethod: 'internal' }), 'hook-off'],
      ['WebRTC that is off', () => ({ webrtc: 'no' }), 'webrtc-port-closed'],
      [
        'a page that may not ask (CORS)',
        () => ({ webrtcAllowOrigin: 'https://another.example' }),
        'cors-refused',
      ],
    ])('names %s', async (_, keys, code) => {
      const { pit } = await sample();
      await world.restart(keys(world.installation.hookUrl));
      await world.finds(pit, code);
    });
  });
}

/** nginx before the media server, set up wrong. */
function wrongProxy(target: Target): void {
  let world: DoctorWorld;
  let proxy: number;
  beforeAll(async () => {
    proxy = await freePort();
    world = await startDoctorWorld(target, () => ({
      MEDIAMTX_WEBRTC_URL: `http://127.0.0.1:${proxy}/webrtc`,
    }));
  }, 120_000);
  afterAll(() => world?.stop());

  const behindNginx = async (location: string) => {
    const { installation } = world;
    const { folder } = installation;
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (what) => `${what}_temp_path ${folder}/${what};`,
    );
    const file = writeIn(
      installation,
      'nginx.conf',
      `pid ${folder}/nginx.pid; error_log stderr crit; events {} http { access_log off; ${paths.join(' ')}
       server { listen 127.0.0.1:${proxy}; ${location} } }`,
    );
    const nginx = spawn('nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'], { stdio: 'ignore' });
    const gone = new Promise((resolve) => nginx.once('exit', resolve));
    await pause(500);
    return async () => {
      nginx.kill('SIGTERM');
      await gone;
    };
  };

  it.each<[string, (webrtc: number) => string, DiagnosisFaultCode | null]>([
    [
      'nothing where it is right',
      (port) => `location /webrtc/ { proxy_pass http://127.0.0.1:${port}/; }`,
      null,
    ],
    [
      'a prefix that is passed on',
      (port) => `location /webrtc/ { proxy_pass http://127.0.0.1:${port}; }`,
      'webrtc-address-wrong',
    ],
    [
      'another prefix',
      (port) => `location /video/ { proxy_pass http://127.0.0.1:${port}/; }`,
      'webrtc-address-wrong',
    ],
    [
      'another port',
      () => `location /webrtc/ { proxy_pass http://127.0.0.1:9/; }`,
      'proxy-cannot-reach-server',
    ],
    [
      'headers of its own beside MediaMTX’s (CORS)',
      (port) =>
        `location /webrtc/ { proxy_pass http://127.0.0.1:${port}/; add_header Access-Control-Allow-Origin * always; }`,
      'cors-refused',
    ],
  ])('names %s', async (_, location, code) => {
    const stop = await behindNginx(location(world.ports.webrtc));
    try {
      const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
      world.installation.atEnd(() => camera.stop());
      const pit = await world.pit({
        kind: 'pull',
        host: '127.0.0.1',
        port: camera.port,
        path: '/stream1',
        ...CAMERA,
      });
      await world.finds(pit, code);
    } finally {
      await stop();
    }
  });
}

/** What only the browser shows, and tells by its player. */
function inTheBrowser(target: Target): void {
  let world: DoctorWorld | undefined;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(() => world?.stop());
  afterAll(() => browser?.close());

  const begin = async (settings: Record<string, string> = {}) => {
    world = await startDoctorWorld(target, () => settings);
    return { world, pit: await world.pit(await world.film('good', GOOD)) };
  };
  const atPit = (origin: string, who: Credentials, id: number, body: (page: Page) => Promise<void>) =>
    visit(browser, {}, async (page) => {
      const signIn = new SignInPage(page, origin);
      await signIn.open();
      await signIn.signIn(who);
      await page.waitForURL(/\/pits/);
      await page.goto(`${origin}/pits/${id}`);
      await body(page);
    });
  const state = (page: Page, name: string) =>
    page.locator(`ppf-stream-token-loader[data-state="${name}"]`).waitFor({ timeout: 40_000 });
  const said = async (page: Page) => {
    await page.getByRole('button', { name: /^(What is wrong\?|Look again)$/ }).click();
    await page.locator('ppf-diagnosis-card mat-progress-bar').waitFor();
    await page.locator('ppf-diagnosis-card .sentence').waitFor({ timeout: 20_000 });
    return page.locator('ppf-diagnosis-card .sentence').innerText();
  };

  it('says that all works while it plays, that a pit is full, and that a view was ended', async () => {
    const { world, pit } = await begin({ STREAM_MAX_VIEWERS_PER_PIT: '1' });
    const { backend } = world.installation;
    await world.finds(pit, null);
    await atPit(backend.origin, world.owner, pit.id, async (page) => {
      await state(page, 'live');
      expect(await said(page)).toMatch(/^Nothing is wrong/);
      await atPit(backend.origin, world.staff, pit.id, async (other) => {
        await state(other, 'denied');
        expect(await said(other)).toBe('As many people watch this pit as may.');
      });
      const { items } = await world.admin.viewingSessions(pit.id, true);
      await world.admin.endViewing(items[0]?.id ?? 0);
      await state(page, 'denied');
      expect(await said(page)).toMatch(/^Your view was ended/);
    });
  });

  it('says of a camera that pushes B-frames that it does', async () => {
    const { world } = await begin();
    const pit = await world.pit({ kind: 'push' });
    const { publish_url: address } = await world.admin.makePublishKey(pit.id);
    world.push(address, [...X264, '-bf', '2', '-g', '10']);
    await world.finds(pit, null);
    await atPit(world.installation.backend.origin, world.owner, pit.id, async (page) => {
      await page.locator('[data-transport="hls"][data-state="live"]').waitFor({ timeout: 40_000 });
      expect(await said(page)).toBe('The camera sends B-frames, which browsers cannot show live.');
    });
  });

  it('says that UDP is blocked, where the picture comes by HLS only', async () => {
    const { world, pit } = await begin();
    // An address for documentation: what is sent there is lost, as behind a firewall.
    await world.restart({ webrtcIPsFromInterfaces: 'no', webrtcAdditionalHosts: '[192.0.2.1]' });
    await world.finds(pit, null);
    await atPit(world.installation.backend.origin, world.owner, pit.id, async (page) => {
      await page.locator('[data-transport="hls"][data-state="live"]').waitFor({ timeout: 40_000 });
      // WebRTC is given up ten seconds after it was answered.
      await pause(11_000);
      expect(await said(page)).toBe('The network lets no WebRTC media through.');
    });
  });
}

/** A release that JWT mode does not work with. */
function tooOld(target: Target): void {
  let world: DoctorWorld;
  afterAll(() => world?.stop());

  it('names a media server that is too old for JWT mode', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    world = await startDoctorWorld(target, () => ({ MEDIAMTX_AUTH: 'jwt', STREAM_TOKEN_KEY: key }));
    await world.finds(await world.pit(await world.film('good', GOOD)), 'media-server-too-old');
  });
}

/** The backend's clock is three hours behind that of the media server. */
function wrongClock(target: Target, library: string): void {
  let world: DoctorWorld;
  let folder = '';
  let clock: ShiftedClock;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-clock-'));
    clock = shiftedClock(library, folder);
    world = await startDoctorWorld(target, () => clock.settings);
  }, 120_000);
  afterAll(async () => {
    await world?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('names clocks that do not agree', async () => {
    const pit = await world.pit(await world.film('good', GOOD));
    await world.finds(pit, null);
    clock.moveTo(-3 * 3600);
    const { steps } = await world.finds(pit, 'media-server-clock', await world.installation.signIn());
    expect(steps.find(({ step }) => step === 'media-server')?.detail).toBe('3 h ahead');
  });
}

describe.each(found && missing.length === 0 ? [found] : [])(
  'the stream doctor, with MediaMTX $version',
  (target) => {
    describe('names', () => table(target));
    (has('nginx') ? describe : describe.skip)('behind nginx, names', () => wrongProxy(target));
    describe('in the browser', () => inTheBrowser(target));
    (inJwtMode(target) ? describe.skip : describe)('in JWT mode', () => tooOld(target));
    const library = findFaketime();
    if (library) describe('with a clock that is hours off', () => wrongClock(target, library));
  },
);
