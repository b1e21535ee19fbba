// A stand-in for a media server's control API, in a process of its own: it keeps the paths that it is given in memory,
// shows each of them live with a growing counter, and counts what it is asked. Answers as MediaMTX v1.20.1 does.
import { createServer } from 'node:http';

const PUSHED = { name: '~^workshop-[0-9]+/pit-[0-9]+$', source: 'publisher' };
const READY = '2026-01-01T00:00:00Z';
const now = () => performance.timeOrigin + performance.now();

const state = { configs: new Map(), bytes: 0, readings: 0, configLists: 0, writes: [] };

function page(items, url) {
  const query = new URL(url, 'http://localhost').searchParams;
  const size = Number(query.get('itemsPerPage') ?? 100);
  const first = Number(query.get('page') ?? 0) * size;
  return {
    itemCount: items.length,
    pageCount: Math.ceil(items.length / size),
    items: items.slice(first, first + size),
  };
}

/** The keys are those of a real answer as far as the size of a page and what the backend reads go. */
function livePath(name) {
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

function read(url) {
  if (url.startsWith('/v3/info')) return { version: 'v1.20.1', started: READY };
  if (url.startsWith('/v3/config/paths/list')) {
    if (!/[?&]page=[1-9]/.test(url)) state.configLists += 1;
    const made = [...state.configs].map(([name, config]) => ({ name, ...config }));
    return page([PUSHED, ...made], url);
  }
  if (url.startsWith('/v3/paths/list')) {
    if (!/[?&]page=[1-9]/.test(url)) {
      state.readings += 1;
      state.bytes += 100_000;
    }
    return page([...state.configs.keys()].map(livePath), url);
  }
  return page([], url);
}

function write(url, body) {
  const [, action, name] = /^\/v3\/config\/paths\/(replace|delete)\/(.+)$/.exec(url) ?? [];
  if (!name) return;
  if (action === 'delete') state.configs.delete(name);
  else state.configs.set(name, JSON.parse(body));
  state.writes.push(now());
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const isRead = request.method === 'GET';
    if (!isRead) write(request.url, Buffer.concat(chunks));
    const body = JSON.stringify(isRead ? read(request.url) : { status: 'ok' });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send('ready'));

const jobs = {
  counts: () => ({
    readings: state.readings,
    configLists: state.configLists,
    writes: state.writes.length,
    paths: state.configs.size,
  }),
  /** When each write since the last `restart` came. */
  writes: () => state.writes,
  /** As after a restart of MediaMTX: the paths that were made here are gone, and so are the connections. */
  restart: () => {
    state.configs.clear();
    state.writes = [];
    server.closeAllConnections();
  },
};

process.on('message', ({ id, job }) => process.send({ id, result: jobs[job]() ?? null }));
process.on('disconnect', () => process.exit(0));
