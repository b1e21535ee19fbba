// Live events: time from a change to its arrival at 1000 dashboards. A scripted control API of a media server defines the
// start: the moment at which it has sent the changed list.
import { createHmac } from 'node:crypto';
import { freePort } from '@ppf/free-ports';
import { createServer } from 'node:http';
import { addStaff, secrets, startBackend, startBare } from './backend.js';
import type { EventClientsJob } from './event-clients.js';
import { figure, type Figure, quantile } from './figures.js';
import type { HookServers } from './hook.js';
import { requestText } from './load.js';
import { MessageClient } from './message-client.js';
import { forkModule, stop } from './processes.js';
import type { Load, RunContext } from './types.js';

const CLIENTS = 1000;
/** Event streams that the backend allows per user. */
const STREAMS_PER_USER = 20;
const PITS = 10;
/** Promised delay (docs/architecture/live-events.md). */
const PROMISED_MS = 250;

const now = () => performance.timeOrigin + performance.now();
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Returns an access token of a member of workshop 1 without a sign-in, which would cost a password hash. */
function accessToken(userId: number | undefined): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub: String(userId), typ: 'access', role: 'staff', wid: 1, gen: 1, iat, exp: iat + 900 };
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...claims, iss: 'ppf-monitoring', aud: 'ppf-api' })}`;
  return `${text}.${createHmac('sha256', secrets.ACCESS_TOKEN_SECRET).update(text).digest('base64url')}`;
}

function eventRequests(staff: readonly number[]): string[] {
  return Array.from({ length: CLIENTS }, (_, at) =>
    requestText('GET', '/api/v1/events', {
      Host: '127.0.0.1',
      Authorization: `Bearer ${accessToken(staff[Math.floor(at / STREAMS_PER_USER)])}`,
      Accept: 'text/event-stream',
    }),
  );
}

/** Starts a control API with every pit live. `change` sets the number of readers of the first pit. */
async function startControlApi() {
  const state: { readers: number; bytes: number; onSent: ((at: number) => void) | undefined } = {
    readers: 0,
    bytes: 0,
    onSent: undefined,
  };
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
    const isList = request.url?.startsWith('/v3/paths/list') ?? false;
    const body = JSON.stringify(isList ? list() : { itemCount: 0, pageCount: 0, items: [] });
    const onSent = isList ? state.onSent : undefined;
    if (onSent) state.onSent = undefined;
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end(body, () => onSent?.(now())));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const change = (readers: number) =>
    new Promise<number>((resolve) => {
      state.readers = readers;
      state.onSent = resolve;
    });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port, change, close };
}

/** A contender: `change` makes a change and returns its time. */
interface Contender {
  readonly port: number;
  readonly change: (readers: number) => Promise<number>;
}

/** Returns the milliseconds from a change to its arrival at each client of the group. */
async function measureDelays(
  clients: MessageClient,
  group: string,
  readers: number,
  change: Contender['change'],
): Promise<number[]> {
  const request = <Result>(job: EventClientsJob) => clients.request<Result>(job);
  await request({ job: 'watch', group, mark: `"readers":${readers}}` });
  const changedAt = await change(readers);
  const arrivedAt = await request<number[]>({ job: 'arrivals', group, seconds: 10 });
  return arrivedAt.map((at) => at - changedAt);
}

type Delays = Record<'ours' | 'bare', number[][]>;

export async function measureEvents(
  _load: Load,
  { databaseUrl }: HookServers,
  { folder, slices }: RunContext,
): Promise<Figure[]> {
  const api = await startControlApi();
  const staff = await addStaff(databaseUrl, Math.ceil(CLIENTS / STREAMS_PER_USER));
  const backend = await startBackend(folder, 'backend-events', databaseUrl, {
    MEDIAMTX_API_PORT: String(api.port),
  });
  const bare = await startBare('bare-events.js');
  const clients = new MessageClient(forkModule('event-clients.js'));
  const contenders: Record<'ours' | 'bare', Contender> = {
    ours: { port: backend.port, change: api.change },
    bare: {
      port: bare.port,
      change: async (readers: number) => {
        const at = now();
        bare.child.send({ status: 'live', since: '2026-01-01T00:00:00.000Z', codec: 'H264', readers });
        return at;
      },
    },
  };
  const requests = eventRequests(staff);
  const groups = ['ours', 'bare'] as const;
  for (const group of groups)
    await clients.request({
      job: 'open',
      group,
      port: contenders[group].port,
      requests,
    } satisfies EventClientsJob);
  const results: Delays = { ours: [], bare: [] };
  const rounds = slices(20);
  // The first round warms the servers up and does not count.
  for (let round = 0; round <= rounds; round += 1)
    for (const group of groups) {
      const delays = await measureDelays(clients, group, 1 + (round % 50), contenders[group].change);
      if (round > 0) results[group].push(delays);
    }
  await Promise.all([stop(clients.child), stop(backend.child), stop(bare.child)]);
  api.close();
  return figures(results);
}

function figures(results: Delays): Figure[] {
  const at = (share: number) => (list: readonly number[][]) => list.map((delays) => quantile(delays, share));
  const [p50, p99] = [at(0.5), at(0.99)];
  const name = `a change at ${CLIENTS} dashboards`;
  const line = { unit: 'ms', better: 'lower' } as const;
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
      theirs: results.ours.map(() => PROMISED_MS),
      goal: 1,
    }),
  ];
}
