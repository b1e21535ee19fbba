// The auth hook: one new connection per request and one request in flight, as MediaMTX sends from v1.16.1 on.
import { randomUUID } from 'node:crypto';
import {
  createDatabase,
  type IssuedToken,
  issueTokens,
  secrets,
  startBackend,
  startBare,
} from './backend.js';
import { figure, type Figure } from './figures.js';
import { interleaved, requestText } from './load.js';
import type { Backend, Database, Job, Load, RunContext, Server, Slice } from './types.js';

const TOKENS = 256;
const MANY_PITS = 100_000;
/** Short, so that other load of the machine affects all servers of a round alike. */
const SLICE_SECONDS = 0.12;
const TARGET = '/api/v1/streams/validate-token';

/** Returns the hook requests of WHEP POSTs as MediaMTX v1.20.1 sends them: the token twice, about 900 bytes. */
export function hookRequests(tokens: readonly IssuedToken[]): string[] {
  const credentials = Buffer.from(`mediamtx:${secrets.MEDIAMTX_HOOK_SECRET}`).toString('base64');
  return tokens.map(({ authorization, token, path }) => {
    const body = JSON.stringify({
      ip: '127.0.0.1',
      user: authorization.slice('Bearer '.length).split(':')[0],
      password: token,
      token,
      action: 'read',
      path,
      protocol: 'webrtc',
      id: randomUUID(),
      query: '',
      userAgent: 'Mozilla/5.0 (X11; Linux x64)',
    });
    const headers = {
      Host: '127.0.0.1:3000',
      'User-Agent': 'Go-http-client/1.1',
      Authorization: `Basic ${credentials}`,
      'Content-Type': 'application/json',
      'Accept-Encoding': 'gzip',
    };
    return requestText('POST', TARGET, headers, body);
  });
}

export interface HookServers {
  /** The backend with 10 pits. */
  readonly backend: Backend;
  readonly bare: Server;
  readonly databaseUrl: string;
  /** Requests that each server allows. */
  readonly jobs: Readonly<Record<'backend' | 'large' | 'bare', Omit<Job, 'seconds'>>>;
}

/** Starts backends with 10 and 100 000 pits, and the baseline. */
export async function startHookServers(folder: string, database: Database): Promise<HookServers> {
  const [few, many] = [
    await createDatabase(database, 'bench_few', 10),
    await createDatabase(database, 'bench_many', MANY_PITS),
  ];
  const backend = await startBackend(folder, 'backend', few);
  const large = await startBackend(folder, 'backend-large', many);
  const bare = await startBare('bare-hook.js');
  const own = hookRequests(await issueTokens(backend.origin, TOKENS));
  const ownOfLarge = hookRequests(await issueTokens(large.origin, TOKENS));
  const job = (port: number, requests: readonly string[]) => ({ port, requests, expect: 204 });
  return {
    backend,
    bare,
    databaseUrl: few,
    jobs: {
      backend: job(backend.hookPort, own),
      large: job(large.hookPort, ownOfLarge),
      bare: job(bare.port, own),
    },
  };
}

const rates = (results: readonly Slice[]) => results.map(({ rate }) => rate);

/** Measures the rate with one request in flight against the baseline, and with 100 000 pits against 10. */
export async function measureHookRate(
  load: Load,
  { jobs }: HookServers,
  { slices }: RunContext,
): Promise<Figure[]> {
  const results = await interleaved(
    load,
    {
      backend: { ...jobs.backend, seconds: SLICE_SECONDS },
      large: { ...jobs.large, seconds: SLICE_SECONDS },
      bare: { ...jobs.bare, seconds: SLICE_SECONDS },
    },
    slices(64),
  );
  return [
    figure({
      name: 'hook, one new connection a request, one in flight, against bare Node',
      unit: 'requests/s',
      ours: rates(results.backend),
      theirs: rates(results.bare),
      goal: 0.85,
      better: 'higher',
    }),
    figure({
      name: 'hook at 100 000 pits against 10 pits',
      unit: 'requests/s',
      ours: rates(results.large),
      theirs: rates(results.backend),
      goal: 0.9,
      better: 'higher',
    }),
  ];
}

/** Measures p99 at 500 new connections per second. */
export async function measureHookTail(
  load: Load,
  { jobs }: HookServers,
  { slices }: RunContext,
): Promise<Figure[]> {
  const steady = { rate: 500, seconds: 1 };
  const results = await interleaved(
    load,
    { backend: { ...jobs.backend, ...steady }, bare: { ...jobs.bare, ...steady } },
    slices(16),
  );
  const tail = (list: readonly Slice[]) => list.map(({ p99 }) => p99);
  return [
    figure({
      name: 'hook, p99 at 500 new connections/s, against bare Node',
      unit: 'ms',
      ours: tail(results.backend),
      theirs: tail(results.bare),
      goal: 2,
      better: 'lower',
    }),
  ];
}
