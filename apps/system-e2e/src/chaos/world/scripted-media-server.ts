import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Current behavior of the control API. */
export type Manners =
  /** As v1.20.1 does. */
  | 'sound'
  /** Accepts the request and never responds. */
  | 'silent'
  /** 200 with an invalid body, a different one each time. */
  | 'garbage'
  /** 500 with the path's source in the error, including the camera password. */
  | 'failing'
  /** An endless list without items. */
  | 'endless'
  /** As v1.9.3: no `info`, fewer fields. */
  | 'older'
  /** Simulates a future release: another version, new fields, and new values of known fields. */
  | 'newer';

/** A control API in this process with configurable faults. It lists every configured path as live. */
export interface ScriptedMediaServer {
  readonly port: number;
  /** Latest source of each path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Write requests. */
  readonly writes: number;
  behave(manners: Manners): void;
  stop(): Promise<void>;
}

const READY = '2026-01-01T00:00:00Z';
const GARBAGE = [
  '<html><body>502 Bad Gateway</body></html>',
  '{"items": [{"name": "workshop-1',
  'null',
  '[]',
  '{"items": "many", "pageCount": "some"}',
  '{"itemCount": 3, "pageCount": 1, "items": [null, 7, {"name": {"a": []}, "ready": "yes", "readers": 4}]}',
  '\u0000\u0001\u0002',
  '',
];

type Configs = Map<string, Readonly<Record<string, unknown>>>;

export async function startScriptedMediaServer(wantedPort = 0): Promise<ScriptedMediaServer> {
  const configs: Configs = new Map();
  let manners: Manners = 'sound';
  let asked = 0;
  let writes = 0;
  const server = createServer((request, response) => {
    asked += 1;
    void bodyOf(request).then((body) => {
      if (manners === 'silent') return;
      if (manners === 'garbage') return answer(response, 200, GARBAGE[asked % GARBAGE.length] ?? '');
      if (manners === 'failing') return answer(response, 500, failureOf(configs));
      if (manners === 'endless') return pour(response);
      const url = new URL(request.url ?? '', 'http://localhost');
      if (request.method !== 'GET') {
        writes += 1;
        write(configs, url.pathname, body);
        return answer(response, 200, manners === 'older' ? '' : '{"status":"ok"}');
      }
      const found = read(configs, url, manners, asked);
      answer(response, found === undefined ? 404 : 200, JSON.stringify(found ?? { error: 'not found' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get sources() {
      return new Map([...configs].map(([path, { source }]) => [path, String(source)]));
    },
    get writes() {
      return writes;
    },
    behave: (next) => {
      manners = next;
      server.closeAllConnections();
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** Sends spaces until the client disconnects. */
function pour(response: ServerResponse): void {
  const spaces = Buffer.alloc(1024 * 1024, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(spaces));
  };
  response.writeHead(200, { 'content-type': 'application/json' }).on('drain', more);
  more();
}

function failureOf(configs: Configs): string {
  const [source] = [...configs.values()].map((config) => String(config['source']));
  return JSON.stringify({ status: 'error', error: `invalid source: '${source ?? ''}'` });
}

function write(configs: Configs, pathname: string, body: string): void {
  const [, action, name = ''] = /^\/v3\/config\/paths\/(replace|delete)\/(.+)$/.exec(pathname) ?? [];
  if (action === 'delete') configs.delete(name);
  if (action === 'replace') configs.set(name, JSON.parse(body) as Record<string, unknown>);
}

function read(configs: Configs, url: URL, manners: Manners, asked: number): unknown {
  const items = itemsAt(configs, url.pathname, manners, asked);
  if (items) return pageOf(items, url);
  if (url.pathname === '/v3/info' && manners !== 'older')
    return { version: manners === 'newer' ? 'v9.0.0-next+build.7' : 'v1.20.1', started: READY, newborn: {} };
  if (url.pathname === '/v3/config/global/get')
    return manners === 'newer' ? { hls: 'maybe' } : { hls: false };
  return undefined;
}

function itemsAt(configs: Configs, pathname: string, manners: Manners, asked: number): unknown[] | undefined {
  if (pathname === '/v3/config/paths/list') {
    const file = { name: '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$', source: 'publisher' };
    return [file, ...[...configs].map(([name, config]) => ({ name, ...config }))];
  }
  if (pathname === '/v3/paths/list') return [...configs.keys()].map((name) => pathOf(name, manners, asked));
  return pathname.endsWith('/list') ? [] : undefined;
}

function pageOf(items: readonly unknown[], { searchParams }: URL) {
  const size = Number(searchParams.get('itemsPerPage') ?? 100);
  const first = Number(searchParams.get('page') ?? 0) * size;
  return {
    itemCount: items.length,
    pageCount: Math.ceil(items.length / size),
    items: items.slice(first, first + size),
  };
}

function pathOf(name: string, manners: Manners, asked: number): unknown {
  const bytes = asked * 1000;
  const source = { type: 'rtspSource', id: '' };
  const old = { name, confName: name, source, ready: true, readyTime: READY, tracks: ['H264'], readers: [] };
  if (manners === 'older') return { ...old, bytesReceived: bytes, bytesSent: 0 };
  const now = { available: true, availableTime: READY, inboundBytes: bytes, outboundBytes: 0 };
  const tracks2 = [{ codec: 'H264', codecProps: { width: 1280, height: 720 } }];
  if (manners === 'sound') return { ...old, ...now, tracks2, bytesReceived: bytes };
  return {
    ...now,
    name,
    confName: name,
    source: { type: 'quicSource', id: 17, hops: [] },
    tracks2: [...tracks2, { codec: 'H266', codecProps: null }, { kind: 'subtitles' }],
    readers: [{ type: 'holographSession', id: 'x', since: READY }],
    mood: 'sunny',
  };
}
