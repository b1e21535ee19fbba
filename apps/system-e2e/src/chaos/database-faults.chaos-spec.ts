import { randomUUID } from 'node:crypto';
import type { Pit } from '@ppf/contracts';
import { ApiProblem, type ApiClient } from '../world/api-client';
import { openEventStream, waitFor } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { heals } from './world/healing';
import { sendHookRequest, viewerOf } from './world/hook-client';
import { CAMERA, startInstallation, untilStatus, type Installation } from './world/installation';
import { startScriptedMediaServer, type ScriptedMediaServer } from './world/scripted-media-server';

const AWAY_MS = 60_000;

let installation: Installation;
let server: ScriptedMediaServer;
let admin: ApiClient;
let workshopId: number;
let pit: Pit;
let numbers = 1;

beforeAll(async () => {
  installation = await startInstallation();
  server = await startScriptedMediaServer(installation.ports.api);
  installation.atEnd(() => server.stop());
  admin = await installation.signIn();
  workshopId = (await admin.createWorkshop('Quay')).id;
  pit = await makePit();
  await untilStatus(admin, pit.id, ['live'], 20_000);
});
afterAll(() => installation?.stop());

async function makePit(): Promise<Pit> {
  const made = await admin.createPit(workshopId, (numbers += 1));
  await admin.putCamera(made.id, { kind: 'pull', host: '127.0.0.1', port: 554, path: '/', ...CAMERA });
  return made;
}

async function readiness(): Promise<number> {
  return (await fetch(`${installation.backend.origin}/health/ready`)).status;
}

const ready = () => waitFor(async () => (await readiness()) === 200, 'it is ready', { withinMs: 30_000 });

it('allows viewers and reports the fault while PostgreSQL is down for a minute, and recovers', async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, () => admin.streamToken(pit.id)));
  await installation.database.stop();
  const until = performance.now() + AWAY_MS;
  let slowest = 0;
  for (const token of tokens.slice(0, 10)) {
    // A token lives a minute; those who come have it from just before.
    expect((await sendHookRequest(installation.hookUrl, viewerOf(token))).status).toBe(204);
  }
  while (performance.now() < until) {
    const asked = performance.now();
    const refusal = await admin.createPit(workshopId, 999).catch((reason: unknown) => reason);
    slowest = Math.max(slowest, performance.now() - asked);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ status: 503, problem: { code: 'not-ready' } });
    expect(await readiness()).toBe(503);
    const otherReader = { ...viewerOf(tokens[0] ?? fail()), id: randomUUID() };
    expect((await sendHookRequest(installation.hookUrl, otherReader)).status).toBe(401);
    await pause(500);
  }
  expect(slowest).toBeLessThan(7000);
  await installation.database.start();
  const back = performance.now();
  const fault = `PostgreSQL away for ${AWAY_MS / 1000} s`;
  await heals({ fault, on: 'scripted', healed: 'ready', promised: 10_000 }, back, ready);
  const listener = await openEventStream(installation.backend.origin, admin.accessToken);
  const made = await makePit();
  await heals(
    { fault, on: 'scripted', healed: 'new camera set and reported', promised: 15_000 },
    back,
    async () => {
      await waitFor(() => server.sources.get(made.path), 'its path is made', { withinMs: 20_000 });
      await waitFor(
        () => listener.events.find(({ event, data }) => event === 'pit-stream' && isLive(data, made.id)),
        'it is reported live',
        { withinMs: 20_000 },
      );
    },
  );
  listener.close();
});

function isLive(data: unknown, pitId: number): boolean {
  const { pit_id, stream } = data as { pit_id: number; stream: { status: string } };
  return pit_id === pitId && stream.status === 'live';
}

function fail(): never {
  throw new Error('There is no token.');
}

it('keeps every acknowledged write when PostgreSQL is killed during writes', async () => {
  const acknowledged: Pit[] = [];
  let stopped = false;
  let lastWrite = 0;
  const writers = Array.from({ length: 4 }, async () => {
    while (!stopped) {
      const made = await makePit().catch(() => pause(50));
      if (made) {
        acknowledged.push(made);
        lastWrite = performance.now();
      }
    }
  });
  await pause(1500);
  await installation.database.kill();
  await pause(1000);
  await installation.database.start();
  const back = performance.now();
  await heals(
    { fault: 'PostgreSQL killed (-9) while writing', on: '-', healed: 'written again', promised: 10_000 },
    back,
    () => waitFor(() => lastWrite > back, 'something is written', { withinMs: 20_000 }),
  );
  stopped = true;
  await Promise.all(writers);
  for (const { id, number, path } of acknowledged) {
    expect(await admin.pit(id)).toMatchObject({ number, path });
    await waitFor(() => server.sources.get(path), `${path} is made`, { withinMs: 20_000 });
  }
  expect(acknowledged.length).toBeGreaterThan(10);
});
