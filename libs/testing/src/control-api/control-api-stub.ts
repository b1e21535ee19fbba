import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Behavior, FAULTS, sendJson } from './faults';
import { type PathFormat, type SentPath, toPathItem } from './listed-paths';

const PATTERN = '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$';
/** As MediaMTX lists without the parameter. */
const ITEMS_PER_PAGE = 100;
/** Bytes that each publisher sends between two readings of the paths. */
const BYTES_PER_READING = 1000;

interface Response {
  readonly status: number;
  /** Undefined: an empty body. */
  readonly json: unknown;
}

const NOT_FOUND: Response = { status: 404, json: { error: 'not found' } };

/** A MediaMTX with its control API only, on a real socket. It can fail in the ways that MediaMTX does. */
export class ControlApiStub {
  /** Path configurations that the API created. */
  readonly configs = new Map<string, Record<string, unknown>>();
  /** Paths with a publisher. */
  readonly sent = new Map<string, SentPath>();
  /** A publisher at each configured path that `sent` does not name; undefined: none. */
  sentEverywhere: SentPath | undefined;
  pathFormat: PathFormat = 'older';
  /** WebRTC readers, as `webrtcsessions/list` returns them; null: it has no such list. */
  webrtcSessions: { readonly id: string; readonly path: string }[] | null = null;
  /** Whether lists without a field of their own exist, without items. */
  hasOtherLists = false;
  /** `config/global/get`; null: there is none. */
  globalConfig: object | null = null;
  /** `POST config/paths/replace/workshop-1/pit-1`, in order. */
  readonly calls: string[] = [];
  /** Null: older than v1.15.2, which has no `info`, and no body in the response to a write. */
  version: string | null = 'v1.20.1';
  behaves: Behavior = 'well';
  /** Whether it responds 400 to this configuration and repeats it, as MediaMTX does. */
  refuses: (config: string) => boolean = () => false;
  /** Called when keys of a path configuration were changed: MediaMTX closes the path and creates it again. */
  onPatch: (name: string) => void = () => undefined;
  /** Milliseconds that a write takes. */
  writeMs = 0;
  private bytes = 0;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  /** Listens. @param port Default: a free one. */
  async start(port = 0): Promise<this> {
    await new Promise<void>((done) => this.server.listen(port, '127.0.0.1', done));
    return this;
  }

  /** Closes the server and its connections. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** A restart, or a write to the configuration file: what the API created is lost (MediaMTX contract §4.3). */
  forget(): void {
    this.configs.clear();
    this.sent.clear();
  }

  /** Closes the connections, which ends responses that a fault left open. */
  disconnect(): void {
    this.server.closeAllConnections();
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://stub');
    const route = url.pathname.replace('/v3/', '');
    this.calls.push(`${request.method} ${route}`);
    if (this.behaves !== 'well') {
      const [source] = [...this.configs.values()].map((config) => String(config['source']));
      return FAULTS[this.behaves](response, { requests: this.calls.length, source: source ?? '' });
    }
    if (route.startsWith('paths/')) this.bytes += BYTES_PER_READING;
    const body = await textOf(request);
    const items = request.method === 'GET' ? this.itemsOf(route) : undefined;
    const { status, json } = items
      ? { status: 200, json: toPage(items, url) }
      : await this.respond(route, body);
    sendJson(response, status, json === undefined ? '' : JSON.stringify(json));
  }

  private itemsOf(route: string): readonly object[] | undefined {
    if (route === 'config/paths/list')
      return [
        { name: PATTERN, source: 'publisher' },
        ...[...this.configs].map(([name, config]) => ({ name, ...config })),
      ];
    if (route === 'paths/list') return this.pathItems();
    if (route === 'webrtcsessions/list' && this.webrtcSessions) {
      const carried = { state: 'read', remoteAddr: '10.0.0.1:1', bytesSent: this.bytes };
      return this.webrtcSessions.map((each) => ({ ...each, ...carried }));
    }
    return this.hasOtherLists && route.endsWith('/list') ? [] : undefined;
  }

  private async respond(route: string, body: string): Promise<Response> {
    if (route === 'info' && this.version !== null)
      return { status: 200, json: { version: this.version, started: '2026-01-01T00:00:00Z' } };
    if (route === 'config/global/get' && this.globalConfig) return { status: 200, json: this.globalConfig };
    const [, path] = /^paths\/get\/(.+)$/.exec(route) ?? [];
    if (path !== undefined && (this.configs.has(path) || this.sent.has(path)))
      return { status: 200, json: this.pathItem(path) };
    const [, action, name = ''] = /^config\/paths\/(replace|delete|patch)\/(.+)$/.exec(route) ?? [];
    if (!action || (action === 'patch' && !this.configs.has(name))) return NOT_FOUND;
    if (this.writeMs > 0) await pause(this.writeMs);
    if (action === 'replace' && this.refuses(body))
      return { status: 400, json: { status: 'error', error: `${body} is not a valid URL` } };
    this.write(action, name, body);
    return { status: 200, json: this.version === null ? undefined : { status: 'ok' } };
  }

  private write(action: string, name: string, body: string): void {
    if (action === 'delete') this.configs.delete(name);
    else if (action === 'patch') {
      this.configs.set(name, { ...this.configs.get(name), ...(JSON.parse(body) as object) });
      this.onPatch(name);
    } else this.configs.set(name, JSON.parse(body) as Record<string, unknown>);
  }

  private pathItems(): object[] {
    return [...new Set([...this.configs.keys(), ...this.sent.keys()])].map((name) => this.pathItem(name));
  }

  private publisherAt(name: string): SentPath | undefined {
    return this.sent.get(name) ?? (this.configs.has(name) ? this.sentEverywhere : undefined);
  }

  private pathItem(name: string): object {
    const configuredAs = this.configs.has(name) ? name : PATTERN;
    return toPathItem(
      { name, configuredAs, sent: this.publisherAt(name), bytes: this.bytes },
      this.pathFormat,
    );
  }
}

function toPage(items: readonly object[], { searchParams }: URL) {
  const size = Number(searchParams.get('itemsPerPage') ?? ITEMS_PER_PAGE);
  const first = Number(searchParams.get('page') ?? 0) * size;
  return {
    itemCount: items.length,
    pageCount: Math.ceil(items.length / size),
    items: items.slice(first, first + size),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString('utf8');
  return text;
}
