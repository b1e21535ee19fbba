import { freePort } from '@ppf/free-ports';
import { findFaketime, shiftedClock } from '../../chaos/world/shifted-clock';
import { NGINX } from '../../proxies/nginx';
import { type Proxy, startProxy } from '../../proxies/proxy';
import { describeDoctor } from '../world/describe-doctor';
import {
  type TroubleshootingFixture,
  type Keys,
  startTroubleshootingFixture,
} from '../world/troubleshooting-fixture';
import { examine, type Examined } from '../world/examine-installation';
import { type Gate, startGate } from '../world/gate';
import { mountSmallDisk, unmountDisk } from '../world/small-disk';
import { wordsOf } from '../world/troubleshooting-words';
import { writeIn } from '../world/write-in';

describeDoctor('a whole installation, by the command', ['nginx', 'openssl'], (target) => {
  let world: TroubleshootingFixture;
  let proxy: Proxy;
  let settings: Keys;
  beforeAll(async () => {
    world = await startTroubleshootingFixture(target);
    const port = await freePort();
    const { installation, ports } = world;
    proxy = await startProxy(NGINX, port, { ...ports, backend: installation.backend.port });
    const origin = `https://localhost:${port}`;
    settings = {
      PUBLIC_URL: origin,
      MEDIAMTX_WEBRTC_URL: `${origin}/webrtc`,
      MEDIAMTX_HLS_URL: `${origin}/hls`,
      NODE_EXTRA_CA_CERTS: writeIn(installation, 'authority.pem', proxy.certificate),
    };
    await world.reconfigure(settings);
    const { pit } = await world.sample();
    await world.finds(pit, null);
  }, 150_000);
  afterAll(async () => {
    await proxy?.stop();
    await world?.stop();
  });

  const runDoctor = (more: Keys = {}, folder?: string) => examine(world, { ...settings, ...more }, folder);
  /** The checks that did not pass, by the end of their names, with their findings. */
  const faults = ({ checks }: Examined) =>
    checks.filter(({ state }) => state === 'fault').map(({ what, found }) => `${what}: ${found}`);
  const found = ({ checks }: Examined, what: RegExp) => checks.find((check) => what.test(check.what));

  it('finds no fault in a correct installation', async () => {
    const report = await runDoctor();
    expect([report.code, faults(report)]).toEqual([0, []]);
    const names = [
      /^settings$/,
      /^database$/,
      /^service$/,
      /^service at its public address$/,
      /^disk of/,
      /^FFmpeg for re-encoding$/,
      /control API/,
    ];
    for (const name of [
      ...names,
      /WebRTC addresses through/,
      /HLS addresses through/,
      /RTSP port/,
      /HLS port/,
      /hook, round trip/,
    ])
      expect(found(report, name)?.state).toBe('ok');
    // It is good for two days.
    expect(found(report, /^TLS of/)).toMatchObject({
      state: 'warning',
      fix: expect.stringMatching(/certbot/),
    });
  });

  it.each<[string, (hook: string) => Keys, RegExp, RegExp]>([
    ['RTSP that is off', () => ({ rtsp: 'no' }), /RTSP port/, /No connection/],
    ['HLS that is off', () => ({ hls: 'no' }), /HLS port/, /proxy responds, but cannot reach it/],
    [
      'a hook with another address',
      (hook) => ({ authHTTPAddress: hook.replace(/@[^/]+/, '@127.0.0.1:9') }),
      /hook, round trip/,
      /at an address other than this service/,
    ],
    [
      'a hook without the secret',
      (hook) => ({ authHTTPAddress: hook.replace(/mediamtx:[^@]+@/, '') }),
      /hook, round trip/,
      /at an address other than this service|without the hook secret/,
    ],
  ])('names %s', async (_, keys, what, sentence) => {
    await world.restart(keys(world.installation.hookUrl));
    try {
      const report = await runDoctor();
      expect(report.code).toBe(1);
      expect(found(report, what)).toMatchObject({ state: 'fault', found: expect.stringMatching(sentence) });
    } finally {
      await world.restart();
    }
  });

  it('reports a media server that is down', async () => {
    await world.server().signal('SIGKILL');
    const { sentence, fix } = wordsOf('media-server-down');
    const report = await runDoctor();
    await world.restart();
    expect(found(report, /control API/)).toMatchObject({ state: 'fault', found: sentence, fix });
  });

  it('reports an untrusted certificate, and a missing proxy', async () => {
    const strange = await runDoctor({ NODE_EXTRA_CA_CERTS: '' });
    expect(found(strange, /^TLS of/)).toMatchObject({
      state: 'fault',
      found: expect.stringMatching(/not trusted/),
    });
    const nowhere = `https://localhost:${await freePort()}`;
    const gone = await runDoctor({ PUBLIC_URL: nowhere });
    expect(faults(gone)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^TLS of ${nowhere}: Nothing responds`)),
        expect.stringMatching(/^service at its public address: Nothing responds/),
      ]),
    );
  });

  const library = findFaketime();
  (library ? it : it.skip)('reports a clock that is wrong by hours', async () => {
    const clock = shiftedClock(library ?? '', world.installation.folder);
    clock.moveTo(-3 * 3600);
    const report = await runDoctor(clock.settings);
    expect(found(report, /^database$/)?.found).toMatch(/clock is 3 h ahead/);
    expect(found(report, /control API and clock/)?.found).toMatch(/differ\. \(3 h ahead\)/);
  });

  it('reports a full disk', async () => {
    const folder = mountSmallDisk('8m');
    if (!folder) return void process.stderr.write('Not tried: a small disk. Only root may mount one.\n');
    try {
      const disk = found(await runDoctor({}, folder), new RegExp(`^disk of ${folder}`));
      expect(disk).toMatchObject({ state: 'fault', fix: expect.stringMatching(/^Free up space/) });
    } finally {
      unmountDisk(folder);
    }
  });

  it('reports a missing database, and a service that does not run', async () => {
    const { DATABASE_URL = '' } = world.installation.backend.settings;
    const away = await runDoctor({ DATABASE_URL: DATABASE_URL.replace(/:\d+\//, ':9/') });
    expect(found(away, /^database$/)).toMatchObject({
      state: 'fault',
      found: expect.stringMatching(/ECONNREFUSED/),
    });
    await world.installation.backend.kill();
    expect(found(await runDoctor(), /^service$/)?.found).toMatch(/^Nothing responds/);
    await world.installation.backend.start(settings);
  });

  it('reports a media server that is too old', async () => {
    const gate: Gate = await startGate(world.ports.api);
    gate.passes('nothing of v3');
    const behind = { MEDIAMTX_API_URL: gate.origin };
    try {
      await world.reconfigure({ ...settings, ...behind });
      expect(found(await runDoctor(behind), /control API/)?.found).toContain(
        wordsOf('media-server-too-old').sentence,
      );
    } finally {
      await gate.stop();
    }
  });

  it('reports a proxy that does not rewrite Location', async () => {
    const port = Number(new URL(proxy.origin).port);
    await proxy.stop();
    const leaving = (text: string) => text.replaceAll(/proxy_redirect [^;]+;/g, 'proxy_redirect off;');
    const adapt: typeof NGINX.adapt = (shipped, place) => leaving(NGINX.adapt(shipped, place));
    const { installation, ports } = world;
    proxy = await startProxy({ ...NGINX, adapt }, port, { ...ports, backend: installation.backend.port });
    // The tests before leave another media server's address behind.
    await world.reconfigure(settings);
    const report = await runDoctor();
    for (const name of [/WebRTC addresses through/, /HLS addresses through/])
      expect(found(report, name)).toMatchObject({ state: 'fault', fix: expect.stringContaining('Location') });
  });
});
