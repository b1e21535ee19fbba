import { ApiProblem, type ApiClient } from '../world/api-client';
import { waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { noteHealing } from './world/healing';
import { sendHookRequest } from './world/hook-client';
import { startInstallation, type Installation } from './world/installation';
import { startScriptedMediaServer, type ScriptedMediaServer } from './world/scripted-media-server';
import { randomUUID } from 'node:crypto';

const ROUNDS = 50;
const WRITERS = 4;

/** Writes to one pit: the acknowledged ones, and the pending one when the backend was killed. */
interface Written {
  pitId: number;
  path: string;
  /** Generation of the camera: its port and its password contain the same number. */
  acknowledged: number;
  tried: number;
}

let installation: Installation;
let server: ScriptedMediaServer;
let admin: ApiClient;
let workshopId: number;
let numbers = 0;
const pulled: Written[] = [];
const pushed: { pitId: number; path: string; key: string; isSettled: boolean }[] = [];

beforeAll(async () => {
  installation = await startInstallation();
  server = await startScriptedMediaServer(installation.ports.api);
  installation.atEnd(() => server.stop());
  admin = await installation.signIn();
  workshopId = (await admin.createWorkshop('Foundry')).id;
});
afterAll(() => installation?.stop());

/** Creates a pit and sets one camera after the other until the backend is killed. */
async function writePulled(): Promise<void> {
  const pit = await admin.createPit(workshopId, (numbers += 1));
  const written: Written = { pitId: pit.id, path: pit.path, acknowledged: 0, tried: 0 };
  pulled.push(written);
  for (let generation = 1; ; generation += 1) {
    written.tried = generation;
    await admin.putCamera(pit.id, {
      kind: 'pull',
      host: '127.0.0.1',
      port: 1000 + generation,
      path: '/stream1',
      user: 'admin',
      password: `secret-${generation}`,
    });
    written.acknowledged = generation;
  }
}

/** Creates a pit whose camera publishes, and one key after the other. */
async function writePushed(): Promise<void> {
  const pit = await admin.createPit(workshopId, (numbers += 1));
  await admin.putCamera(pit.id, { kind: 'push' });
  const written = { pitId: pit.id, path: pit.path, key: '', isSettled: false };
  pushed.push(written);
  for (;;) {
    written.isSettled = false;
    written.key = (await admin.makePublishKey(pit.id)).key;
    written.isSettled = true;
    await pause(5);
  }
}

/** Writes until the backend does not respond. A refusal is a fault. */
async function untilGone(write: () => Promise<void>): Promise<void> {
  const reason = await write().catch((error: unknown) => error);
  if (reason instanceof ApiProblem) throw reason;
}

async function expectWhole(written: Written): Promise<void> {
  const { pitId, path, acknowledged, tried } = written;
  const pit = await admin.pit(pitId);
  const port = pit.camera?.port ?? 1000;
  const generation = port - 1000;
  expect(generation === acknowledged || generation === tried).toBe(true);
  if (generation === 0) return;
  const source = await waitFor(
    () => {
      const seen = server.sources.get(path);
      return seen?.includes(`:${port}/`) ? seen : undefined;
    },
    `${path} is made`,
    { withinMs: 20_000 },
  );
  // Port and password of the same write.
  expect(source).toBe(`rtsp://admin:secret-${generation}@127.0.0.1:${port}/stream1`);
}

it(`loses no acknowledged write when it is killed fifty times while writing`, async () => {
  const starts: number[] = [];
  for (let kills = 0; kills < ROUNDS; kills += 1) {
    const firstOfRound = pulled.length;
    const writers = [...Array.from({ length: WRITERS - 1 }, () => writePulled), writePushed].map(untilGone);
    await waitFor(
      () => pulled.slice(firstOfRound).some(({ acknowledged }) => acknowledged > 0),
      'a camera of this round is acknowledged',
      { withinMs: 20_000 },
    );
    await pause(Math.random() * 300);
    await installation.backend.kill('SIGKILL');
    await Promise.all(writers);
    starts.push(await installation.backend.start());
    for (const written of pulled.slice(-(WRITERS - 1)))
      expect((await admin.pit(written.pitId)).path).toBe(written.path);
  }
  for (const written of pulled) await expectWhole(written);
  for (const { path, key, isSettled } of pushed.filter((each) => each.isSettled)) {
    const question = {
      action: 'publish',
      path,
      protocol: 'rtsp',
      user: 'camera',
      password: key,
      id: randomUUID(),
    } as const;
    expect([isSettled, (await sendHookRequest(installation.hookUrl, question)).status]).toEqual([true, 204]);
  }
  expect(pulled.filter(({ acknowledged }) => acknowledged > 0).length).toBeGreaterThanOrEqual(ROUNDS);
  starts.sort((a, b) => a - b);
  noteHealing({
    fault: `backend killed (-9) ${ROUNDS} times while writing`,
    on: 'scripted',
    healed: 'ready again, slowest',
    milliseconds: Math.round(starts.at(-1) ?? Infinity),
    promised: 15_000,
  });
}, 400_000);
