import type { Pit } from '@ppf/contracts';
import { type ApiClient } from '../world/api-client';
import { waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { heals } from './world/healing';
import { CAMERA, startInstallation, untilStatus, type Installation } from './world/installation';
import {
  startScriptedMediaServer,
  type Manners,
  type ScriptedMediaServer,
} from './world/scripted-media-server';

/**
 * How long a fault lasts. The backend gives a media server 5 s; a malformed response that parses as an empty list can restart that time
 * once.
 */
const LASTS_MS = 12_000;

let installation: Installation;
let server: ScriptedMediaServer;
let admin: ApiClient;
let pit: Pit;

beforeAll(async () => {
  installation = await startInstallation();
  server = await startScriptedMediaServer(installation.ports.api);
  installation.atEnd(() => server.stop());
  admin = await installation.signIn();
  const { id } = await admin.createWorkshop('Harbour Lane');
  pit = await admin.createPit(id, 1);
  await admin.putCamera(pit.id, { kind: 'pull', host: '127.0.0.1', port: 554, path: '/stream1', ...CAMERA });
  await untilStatus(admin, pit.id, ['live'], 20_000);
});
afterAll(() => installation?.stop());

const BAD: readonly [Manners, string][] = [
  ['hangs', 'accepts and never answers'],
  ['varies-nonsense', 'answers garbage'],
  ['fails', 'returns 500 with passwords'],
  ['endless', 'answers without an end'],
];

it.each(BAD)(
  'ignores wrong data of a media server with the fault “%s”, and continues when it works again',
  async (manners, fault) => {
    server.behave(manners);
    const until = performance.now() + LASTS_MS;
    let slowest = 0;
    while (performance.now() < until) {
      const asked = performance.now();
      await admin.pit(pit.id);
      slowest = Math.max(slowest, performance.now() - asked);
      await pause(100);
    }
    expect(slowest).toBeLessThan(2500);
    const { stream } = await admin.pit(pit.id);
    expect(stream.status).not.toBe('live');
    server.behave('sound');
    const healing = {
      fault: `control API ${fault} for ${LASTS_MS / 1000} s`,
      on: 'scripted',
      healed: 'camera live',
    };
    await heals({ ...healing, promised: 10_000 }, performance.now(), () =>
      untilStatus(admin, pit.id, ['live'], 20_000),
    );
  },
);

it.each<Manners>(['older', 'newer'])(
  'works with a media server that is %s than expected',
  async (manners) => {
    server.behave(manners);
    await pause(3000);
    await untilStatus(admin, pit.id, ['live'], 10_000);
    const other = await admin.createPit(pit.workshop_id, manners === 'older' ? 2 : 3);
    await admin.putCamera(other.id, { kind: 'pull', host: '127.0.0.1', port: 555, path: '/', ...CAMERA });
    await waitFor(() => server.sources.get(other.path), 'its path is made', { withinMs: 10_000 });
    await untilStatus(admin, other.id, ['live'], 10_000);
    server.behave('sound');
  },
);

it('never logs what a media server returns about cameras', () => {
  const [, secret = ''] = /:([^:@]+)@/.exec([...server.sources.values()][0] ?? '') ?? [];
  expect(decodeURIComponent(secret)).toBe(CAMERA.password);
  for (const text of [CAMERA.password, secret]) expect(installation.backend.log()).not.toContain(text);
});
