// The auth hook while clients load the API with all kinds of requests, signed in and not.
import { signIn } from './backend.js';
import { figure, type Figure } from './figures.js';
import type { HookServers } from './hook.js';
import { interleaved, requestText, startLoad } from './load.js';
import type { Load, RunContext } from './types.js';

/** Promised p99. */
const PROMISED_MS = 50;
/** Persistent connections that load the API, each with one request in flight. */
const CONNECTIONS = 16;
/** Hook requests per second. */
const RATE = 500;

/** Returns lists, tokens, the OpenAPI document and malformed requests. Responses with any status count. */
function apiRequests(authorization: string): string[] {
  const signed = { Host: '127.0.0.1', Authorization: authorization, Accept: 'application/json' };
  const json = { ...signed, 'Content-Type': 'application/json' };
  const get = (target: string, headers: Readonly<Record<string, string>> = signed) =>
    requestText('GET', `/api/v1${target}`, headers);
  return [
    get('/workshops/1/pits?limit=100'),
    get('/streams?limit=100'),
    get('/streams/sessions?limit=100'),
    get('/pits/1/history'),
    requestText('POST', '/api/v1/streams/token', json, '{"pit_id":1}'),
    requestText('GET', '/api/docs/openapi.json', signed),
    get('/workshops', { Host: '127.0.0.1', Authorization: `Bearer ${'x'.repeat(300)}` }),
    requestText('POST', '/api/v1/auth/login', json, `{"email":"${'a'.repeat(60_000)}`),
    requestText('POST', '/api/v1/streams/token', json, `[${'[],'.repeat(20_000)}0]`),
  ];
}

/** Measures p99 at 500 new connections per second, next to the baseline under the same load. */
export async function measureHookLoaded(
  load: Load,
  { backend, jobs }: HookServers,
  { slices }: RunContext,
): Promise<Figure[]> {
  const loadApi = startLoad();
  const requests = apiRequests(await signIn(backend.origin));
  const job = { name: 'API', port: backend.port, requests, keepAlive: true, connections: CONNECTIONS };
  let isLoaded = true;
  const rates: number[] = [];
  const loading = (async () => {
    while (isLoaded) rates.push((await loadApi({ ...job, seconds: 1 })).rate);
  })();
  // Reported when it is awaited below.
  loading.catch(() => undefined);
  const steady = { rate: RATE, seconds: 1 };
  const results = await interleaved(
    load,
    { backend: { ...jobs.backend, ...steady }, bare: { ...jobs.bare, ...steady } },
    slices(16),
  ).finally(() => (isLoaded = false));
  await loading;
  const ours = results.backend.map(({ p99 }) => p99);
  const theirs = results.bare.map(({ p99 }) => p99);
  const api = Math.round(rates.reduce((sum, rate) => sum + rate, 0) / rates.length);
  const name = `hook p99 at ${RATE}/s while the API answers ${api} requests/s`;
  const line = { unit: 'ms', better: 'lower', ours } as const;
  return [
    figure({ ...line, name: `${name}, against bare Node`, theirs, goal: 2 }),
    figure({
      ...line,
      name: `${name}, against what is promised`,
      theirs: ours.map(() => PROMISED_MS),
      goal: 1,
    }),
  ];
}
