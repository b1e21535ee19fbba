import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DiagnosisFaultCode } from '@ppf/contracts';
import { findFaketime, shiftedClock } from '../../chaos/world/shifted-clock';
import { describeDoctor } from '../world/describe-doctor';
import {
  type TroubleshootingFixture,
  type Keys,
  startTroubleshootingFixture,
} from '../world/troubleshooting-fixture';
import { startGate, type Gate } from '../world/gate';

describeDoctor('the media server', [], (target) => {
  let world: TroubleshootingFixture;
  beforeAll(async () => {
    world = await startTroubleshootingFixture(target);
  }, 120_000);
  afterAll(() => world?.stop());
  afterEach(() => world.restart());

  it('reports one that is down, and one that hangs', async () => {
    const { pit } = await world.sample();
    await world.finds(pit, null);
    await world.server().signal('SIGSTOP');
    await world.finds(pit, 'media-server-unreachable');
    await world.server().signal('SIGKILL');
    await world.finds(pit, 'media-server-down');
  });

  it.each<[string, (hook: string) => Keys, DiagnosisFaultCode]>([
    [
      'a hook with another port',
      (hook) => ({ authHTTPAddress: hook.replace(/@127.0.0.1:\d+/, '@127.0.0.1:9') }),
      'hook-elsewhere',
    ],
    [
      'a hook with another path',
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
    [
      'one that denies access to its control API',
      (hook) => ({ authHTTPAddress: hook.replace(/:[^:@]+@/, ':another-secret@'), authHTTPExclude: '[]' }),
      'media-server-refuses-us',
    ],
    ['WebRTC that is off', () => ({ webrtc: 'no' }), 'webrtc-port-closed'],
    ['a denied origin (CORS)', () => ({ webrtcAllowOrigin: 'https://another.example' }), 'cors-refused'],
  ])('names %s', async (_, keys, code) => {
    const { pit } = await world.sample();
    await world.restart(keys(world.installation.hookUrl));
    await world.finds(pit, code);
  });

  it('reports a hook of a backend with other keys', async () => {
    const { installation } = world;
    const other = await installation.anotherBackend('other', {
      STREAM_TOKEN_SECRET: 'another secret than that of the first backend',
    });
    await other.start();
    const { pit } = await world.sample();
    await world.restart({
      authHTTPAddress: installation.hookUrl.replace(/@[^/]+/, `@127.0.0.1:${other.port}`),
    });
    await world.finds(pit, 'hook-refuses');
    await other.kill();
  });

  describe('behind a proxy that blocks some requests', () => {
    let gate: Gate;
    beforeAll(async () => {
      gate = await startGate(world.ports.api);
      await world.reconfigure({ MEDIAMTX_API_URL: gate.origin });
    });
    afterAll(async () => {
      await world.reconfigure({});
      await gate?.stop();
    });

    it('reports one without the path, because it is read-only', async () => {
      gate.passes('reads');
      await world.restart({}, { paths: [] });
      const { pit } = await world.sample();
      await world.finds(pit, 'path-missing');
    });

    it('reports one that responds like a release without the current control API', async () => {
      gate.passes('nothing of v3');
      const { pit } = await world.sample();
      await world.finds(pit, 'media-server-too-old');
    });
  });

  const library = findFaketime();
  (library ? it : it.skip)('reports clocks that differ by hours', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-clock-'));
    try {
      const clock = shiftedClock(library ?? '', folder);
      const { pit } = await world.sample();
      await world.reconfigure(clock.settings);
      await world.finds(pit, null);
      clock.moveTo(-3 * 3600);
      const { steps } = await world.finds(pit, 'media-server-clock', await world.installation.signIn());
      expect(steps.find(({ step }) => step === 'media-server')?.detail).toBe('3 h ahead');
    } finally {
      await world.reconfigure({});
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
