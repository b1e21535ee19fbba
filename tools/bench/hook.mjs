// The hook: one new connection a request, one request in flight, as MediaMTX from v1.16.1 on asks.
import { randomUUID } from 'node:crypto';
import { issueTokens, makeDatabase, secrets, startBackend, startBare } from './backend.mjs';
import { figure } from './figures.mjs';
import { interleaved, requestText } from './load.mjs';

const TOKENS = 256;
const MANY_PITS = 100_000;
/** Seconds. Short, so that what the machine does besides falls on all servers of a round alike. */
const SLICE = 0.12;
const target = '/api/v1/streams/validate-token';

/** The body of a viewer's WHEP POST as MediaMTX v1.20.1 sends it: the token twice, about 900 bytes. */
export function hookRequests(tokens) {
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
    return requestText('POST', target, headers, body);
  });
}

/** Backends of 10 and of 100 000 pits, and the bare server, with requests that each of them allows. */
export async function startHookServers(folder, database) {
  const [few, many] = [
    await makeDatabase(database, 'bench_few', 10),
    await makeDatabase(database, 'bench_many', MANY_PITS),
  ];
  const backend = await startBackend(folder, 'backend', few);
  const large = await startBackend(folder, 'backend-large', many);
  const bare = await startBare('bare-hook.mjs');
  const own = hookRequests(await issueTokens(backend.origin, TOKENS));
  const ownOfLarge = hookRequests(await issueTokens(large.origin, TOKENS));
  const job = (port, requests) => ({ port, requests, expect: 204 });
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

const rates = (results) => results.map(({ rate }) => rate);

/** Single-call rate against bare Node, and at 100 000 pits against 10. */
export async function measureHookRate(load, { jobs }, { slices }) {
  const results = await interleaved(
    load,
    Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, { ...job, seconds: SLICE }])),
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

/** The slowest of a hundred at 500 new connections a second. */
export async function measureHookTail(load, { jobs }, { slices }) {
  const steady = { rate: 500, seconds: 1 };
  const results = await interleaved(
    load,
    { backend: { ...jobs.backend, ...steady }, bare: { ...jobs.bare, ...steady } },
    slices(16),
  );
  const tail = (list) => list.map(({ p99 }) => p99);
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
