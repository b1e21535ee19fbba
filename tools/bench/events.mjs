// Live events: from the moment a change is known to its arrival at the last of a thousand dashboards. A stand-in for the
// media server's control API says when: the change is known once its answer has left.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { addStaff, secrets, startBackend, startBare } from './backend.mjs';
import { figure, quantile } from './figures.mjs';
import { requestText } from './load.mjs';
import { freePort } from './free-ports.mjs';
import { forkModule, stop } from './processes.mjs';

const CLIENTS = 1000;
/** The backend opens 20 streams for one person. */
const STREAMS_A_PERSON = 20;
const PITS = 10;
/** What is promised (docs/architecture/live-events.md), ms. */
const PROMISED = 250;

const now = () => performance.timeOrigin + performance.now();
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token of a member of workshop 1 with the first credential generation, as the backend itself would sign it: signing in costs a password hash. */
function accessToken(userId) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub: String(userId), typ: 'access', role: 'staff', wid: 1, gen: 1, iat, exp: iat + 900 };
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...claims, iss: 'ppf-monitoring', aud: 'ppf-api' })}`;
  return `${text}.${createHmac('sha256', secrets.ACCESS_TOKEN_SECRET).update(text).digest('base64url')}`;
}

function eventRequests(staff) {
  return Array.from({ length: CLIENTS }, (_, at) =>
    requestText('GET', '/api/v1/events', {
      Host: '127.0.0.1',
      Authorization: `Bearer ${accessToken(staff[Math.floor(at / STREAMS_A_PERSON)])}`,
      Accept: 'text/event-stream',
    }),
  );
}

/** The media server's control API as far as the backend reads it; every pit live, `readers` watch the first one. */
async function startControlApi() {
  const state = { readers: 0, bytes: 0, told: undefined };
  const list = () => {
    state.bytes += 1000;
    const items = Array.from({ length: PITS }, (_, at) => {
      const name = `workshop-1/pit-${at + 1}`;
      const readers = Array.from({ length: at === 0 ? state.readers : 0 }, (_, id) => ({
        type: 'webRTCSession',
        id: String(id),
      }));
      return {
        name,
        confName: name,
        source: { type: 'rtspSource', id: '' },
        ready: true,
        readyTime: '2026-01-01T00:00:00Z',
        tracks: ['H264'],
        bytesReceived: state.bytes,
        bytesSent: 0,
        readers,
      };
    });
    return { itemCount: items.length, pageCount: 1, items };
  };
  const server = createServer((request, response) => {
    const isList = request.url.startsWith('/v3/paths/list');
    const body = JSON.stringify(isList ? list() : { itemCount: 0, pageCount: 0, items: [] });
    const told = isList ? state.told : undefined;
    if (told) state.told = undefined;
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end(body, () => told?.(now())));
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const change = (readers) =>
    new Promise((resolve) => {
      state.readers = readers;
      state.told = resolve;
    });
  return { port, change, close: () => server.closeAllConnections() ?? server.close() };
}

function startClients() {
  const child = forkModule('event-clients.mjs');
  const waiting = new Map();
  let last = 0;
  child.on('message', ({ id, result, fault }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (fault) reject(new Error(fault));
    else resolve(result);
  });
  const ask = (job, group, rest = {}) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, { resolve, reject });
      child.send({ id, job, group, ...rest });
    });
  return { child, ask };
}

/** Milliseconds from `change`, which tells when a change was known, to each client of the group. */
async function delays({ ask }, group, readers, change) {
  await ask('watch', group, { mark: `"readers":${readers}}` });
  const known = await change(readers);
  const arrived = await ask('arrivals', group, { seconds: 10 });
  return arrived.map((at) => at - known);
}

export async function measureEvents(load, { databaseUrl }, { folder, slices }) {
  const api = await startControlApi();
  const staff = await addStaff(databaseUrl, Math.ceil(CLIENTS / STREAMS_A_PERSON));
  const backend = await startBackend(folder, 'backend-events', databaseUrl, {
    MEDIAMTX_API_PORT: String(api.port),
  });
  const bare = await startBare('bare-events.mjs');
  const clients = startClients();
  const contenders = {
    ours: { port: backend.port, change: api.change },
    bare: {
      port: bare.port,
      change: async (readers) => {
        const at = now();
        bare.child.send({ status: 'live', since: '2026-01-01T00:00:00.000Z', codec: 'H264', readers });
        return at;
      },
    },
  };
  const requests = eventRequests(staff);
  for (const [group, { port }] of Object.entries(contenders))
    await clients.ask('open', group, { port, requests });
  const results = { ours: [], bare: [] };
  const rounds = slices(20);
  // The first round is not counted: nothing is warm yet.
  for (let round = 0; round <= rounds; round += 1)
    for (const [group, { change }] of Object.entries(contenders)) {
      const measured = await delays(clients, group, 1 + (round % 50), change);
      if (round > 0) results[group].push(measured);
    }
  await Promise.all([stop(clients.child), stop(backend.child), stop(bare.child)]);
  api.close();
  return figures(results);
}

function figures(results) {
  const at = (share) => (list) => list.map((delays) => quantile(delays, share));
  const [p50, p99] = [at(0.5), at(0.99)];
  const name = `a change at ${CLIENTS} dashboards`;
  const line = { unit: 'ms', better: 'lower' };
  return [
    figure({
      ...line,
      name: `${name}, p50 against bare Node`,
      ours: p50(results.ours),
      theirs: p50(results.bare),
      goal: 2,
    }),
    figure({
      ...line,
      name: `${name}, p99 against bare Node`,
      ours: p99(results.ours),
      theirs: p99(results.bare),
      goal: 2,
    }),
    figure({
      ...line,
      name: `${name}, p99 against what is promised`,
      ours: p99(results.ours),
      theirs: results.ours.map(() => PROMISED),
      goal: 1,
    }),
  ];
}
