// Imitates the Control API of MediaMTX v1.20.1 in its own process: stores path configurations in memory, lists each path
// as live with a growing byte counter, and counts the requests.
import { createServer } from 'node:http';
import { DEFAULT_PATH_CONFIG } from './default-path-config.js';

const PUSHED = { name: '~^workshop-[0-9]+/pit-[0-9]+$', source: 'publisher' };
const READY = '2026-01-01T00:00:00Z';
const now = () => performance.timeOrigin + performance.now();

const state = {
  configs: new Map<string, object>(),
  bytes: 0,
  readings: 0,
  configLists: 0,
  /** Time of each write since the last `restart`. */
  writes: [] as number[],
};

/** Number of requests and of stored paths. */
export interface ControlApiCounts {
  readonly readings: number;
  readonly configLists: number;
  readonly writes: number;
  readonly paths: number;
}

function page<Item>(items: readonly Item[], url: string, toItem: (item: Item) => object): object {
  const query = new URL(url, 'http://localhost').searchParams;
  const size = Number(query.get('itemsPerPage') ?? 100);
  const first = Number(query.get('page') ?? 0) * size;
  return {
    itemCount: items.length,
    pageCount: Math.ceil(items.length / size),
    items: items.slice(first, first + size).map(toItem),
  };
}

/** Has the keys of a real response that the backend reads, or that affect the size of a page. */
function livePath(name: string): object {
  return {
    name,
    confName: name,
    source: { type: 'rtspSource', id: '' },
    ready: true,
    readyTime: READY,
    available: true,
    availableTime: READY,
    online: true,
    onlineTime: READY,
    tracks: ['H264'],
    tracks2: [{ codec: 'H264', codecProps: { width: 1280, height: 720, profile: 'Main', level: '3.1' } }],
    inboundBytes: state.bytes,
    outboundBytes: 0,
    inboundFramesInError: 0,
    bytesReceived: state.bytes,
    bytesSent: 0,
    readers: [],
  };
}

function read(url: string): object {
  if (url.startsWith('/v3/info')) return { version: 'v1.20.1', started: READY };
  if (url.startsWith('/v3/config/paths/list')) {
    if (!/[?&]page=[1-9]/.test(url)) state.configLists += 1;
    const stored = [[PUSHED.name, PUSHED] as const, ...state.configs];
    return page(stored, url, ([name, config]) => ({ name, ...DEFAULT_PATH_CONFIG, ...config }));
  }
  if (url.startsWith('/v3/paths/list')) {
    if (!/[?&]page=[1-9]/.test(url)) {
      state.readings += 1;
      state.bytes += 100_000;
    }
    return page([...state.configs.keys()], url, livePath);
  }
  return page([], url, (item) => item);
}

function write(url: string, body: Buffer): void {
  const [, action, name] = /^\/v3\/config\/paths\/(replace|delete)\/(.+)$/.exec(url) ?? [];
  if (!name) return;
  if (action === 'delete') state.configs.delete(name);
  else state.configs.set(name, JSON.parse(body.toString()) as object);
  state.writes.push(now());
}

const server = createServer((request, response) => {
  const { url = '' } = request;
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const isRead = request.method === 'GET';
    if (!isRead) write(url, Buffer.concat(chunks));
    const body = JSON.stringify(isRead ? read(url) : { status: 'ok' });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
}).listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));

const jobs: Readonly<Record<string, () => unknown>> = {
  counts: (): ControlApiCounts => ({
    readings: state.readings,
    configLists: state.configLists,
    writes: state.writes.length,
    paths: state.configs.size,
  }),
  /** Removes all paths and closes all connections, as a restart of MediaMTX does. */
  restart: () => {
    state.configs.clear();
    state.writes = [];
    server.closeAllConnections();
  },
};

process.on('message', ({ id, job }: { id: number; job: string }) =>
  process.send?.({ id, result: jobs[job]?.() ?? null }),
);
process.on('disconnect', () => process.exit(0));
