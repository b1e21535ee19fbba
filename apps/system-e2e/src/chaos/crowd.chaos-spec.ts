import { randomUUID } from 'node:crypto';
import type { Pit, StreamTokenResponse } from '@ppf/contracts';
import { type ApiClient } from '../world/api-client';
import { setTimeout as pause } from 'node:timers/promises';
import { noteHealing } from './world/healing';
import { sendHookRequest, viewerOf, type HookRequest } from './world/hook-client';
import { CAMERA, startInstallation, type Installation } from './world/installation';

const VIEWERS = 500;
const WITHIN_MS = 1000;

let installation: Installation;
let admin: ApiClient;
let pits: Pit[];
let tokens: StreamTokenResponse[];

beforeAll(async () => {
  // Limits above the crowd's size: the limits have their own tests.
  installation = await startInstallation({
    STREAM_MAX_VIEWERS_PER_PIT: '1000',
    STREAM_MAX_VIEWERS_PER_WORKSHOP: '1000',
    STREAM_MAX_SESSIONS_PER_VIEWER: '1000',
  });
  admin = await installation.signIn();
  const { id } = await admin.createWorkshop('Open day');
  pits = [];
  for (let number = 1; number <= 10; number += 1) {
    const pit = await admin.createPit(id, number);
    await admin.putCamera(pit.id, { kind: 'pull', host: '127.0.0.1', port: 554, path: '/', ...CAMERA });
    pits.push(pit);
  }
  // The first requests run uncompiled code.
  for (let warm = 0; warm < 50; warm += 1)
    await ask(viewerOf(await admin.streamToken(pits[warm % 10]?.id ?? 0)));
});
afterAll(() => installation?.stop());

const ask = (question: HookRequest) => sendHookRequest(installation.hookUrl, question);

/** Begins one after the other, evenly over the second, whether the responses keep up or not. */
async function evenly<T>(work: (at: number) => Promise<T>): Promise<T[]> {
  const began = performance.now();
  const all: Promise<T>[] = [];
  for (let at = 0; at < VIEWERS; at += 1) {
    const due = began + (at * WITHIN_MS) / VIEWERS;
    if (due > performance.now()) await pause(due - performance.now());
    all.push(work(at));
  }
  return Promise.all(all);
}

function recordPercentile(what: string, took: readonly number[]): void {
  const sorted = [...took].sort((a, b) => a - b);
  const p99 = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? Infinity);
  noteHealing({
    fault: `${VIEWERS} viewers in one second`,
    on: '-',
    healed: `${what}, p99`,
    milliseconds: p99,
    promised: 1000,
  });
}

it('issues stream tokens to 500 viewers within one second', async () => {
  const answers = await evenly(async (at) => {
    const began = performance.now();
    const token = await admin.streamToken(pits[at % pits.length]?.id ?? 0);
    return { token, took: performance.now() - began };
  });
  tokens = answers.map(({ token }) => token);
  expect(new Set(tokens.map(({ token }) => token)).size).toBe(VIEWERS);
  recordPercentile(
    'token given',
    answers.map(({ took }) => took),
  );
});

it('allows all of them within one second, each with a hook request', async () => {
  const answers = await evenly((at) => ask(questionOf(at)));
  expect(answers.filter(({ status }) => status !== 204)).toEqual([]);
  recordPercentile(
    'viewer allowed',
    answers.map(({ took }) => took),
  );
});

it('denies 500 other readers with the same tokens', async () => {
  const answers = await evenly((at) => ask({ ...questionOf(at), id: randomUUID() }));
  expect(answers.filter(({ status }) => status !== 401)).toEqual([]);
  recordPercentile(
    'other reader denied',
    answers.map(({ took }) => took),
  );
});

function questionOf(at: number): HookRequest {
  const token = tokens[at];
  if (!token) throw new Error('There is no token.');
  return viewerOf(token);
}
