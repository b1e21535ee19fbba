// The hook while the API is loaded with all that clients may ask of it, signed in and not.
import { signIn } from './backend.mjs';
import { figure } from './figures.mjs';
import { interleaved, requestText, startLoad } from './load.mjs';

/** What is promised, ms. */
const PROMISED = 50;
/** Kept connections that load the API, each with the next request as soon as it has its answer. */
const CONNECTIONS = 16;
/** Hook requests a second. */
const RATE = 500;

/** Lists, tokens, the description of the API, and garbage. Answers of any status count. */
function apiRequests(authorization) {
  const signed = { Host: '127.0.0.1', Authorization: authorization, Accept: 'application/json' };
  const json = { ...signed, 'Content-Type': 'application/json' };
  const get = (target, headers = signed) => requestText('GET', `/api/v1${target}`, headers);
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

/** The slowest of a hundred at 500 new connections a second, beside a bare server under the same load. */
export async function measureHookLoaded(load, { backend, jobs }, { slices }) {
  const loadApi = startLoad();
  const requests = apiRequests(await signIn(backend.origin));
  const job = { name: 'API', port: backend.port, requests, keepAlive: true, connections: CONNECTIONS };
  let isLoaded = true;
  const answered = [];
  const loading = (async () => {
    while (isLoaded) answered.push((await loadApi({ ...job, seconds: 1 })).rate);
  })();
  // Told when it is awaited.
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
  const api = Math.round(answered.reduce((sum, rate) => sum + rate, 0) / answered.length);
  const name = `hook p99 at ${RATE}/s while the API answers ${api} requests/s`;
  const line = { unit: 'ms', better: 'lower', ours };
  return [
    figure({ ...line, name: `${name}, against bare Node`, theirs, goal: 2 }),
    figure({ ...line, name: `${name}, against what is promised`, theirs: ours.map(() => PROMISED), goal: 1 }),
  ];
}
