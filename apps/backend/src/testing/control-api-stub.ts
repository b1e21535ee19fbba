import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A path with a publisher, as `paths/list` returns it. */
export interface SentPath {
  readonly source?: string;
  /** Start of publishing, ISO 8601; absent: not returned. */
  readonly since?: string;
  readonly viewers?: number;
}

const PATTERN = '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$';

/** A MediaMTX with its control API only, on a real socket. It can fail in the ways that MediaMTX does. */
export class ControlApiStub {
  /** Path configurations that the API created. */
  readonly configs = new Map<string, Record<string, unknown>>();
  /** Paths with a publisher. */
  readonly sent = new Map<string, SentPath>();
  /** WebRTC readers, as `webrtcsessions/list` returns them; null: it has no such list. */
  webrtcSessions: { readonly id: string; readonly path: string }[] | null = null;
  /** `POST config/paths/replace/workshop-1/pit-1`, in order. */
  readonly calls: string[] = [];
  /** Null: older than v1.15.2, which has no `info`. */
  version: string | null = 'v1.20.1';
  behaves: 'well' | 'hangs' | 'talks-nonsense' | 'as-before-v1' = 'well';
  /** Whether it responds 400 to this configuration and repeats it, as MediaMTX does. */
  refuses: (config: string) => boolean = () => false;
  /** Called when keys of a path configuration were changed: MediaMTX closes the path and creates it again. */
  onPatch: (name: string) => void = () => undefined;
  /** Milliseconds that a write takes. */
  writeMs = 0;
  private bytes = 0;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  /** Listens on a free port. */
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
    if (this.behaves === 'hangs') return;
    if (this.behaves === 'talks-nonsense') return void response.end('<html>502 Bad Gateway</html>');
    // That version has another API: the path does not exist.
    if (this.behaves === 'as-before-v1') return void response.writeHead(404).end('404 page not found');
    const body = await textOf(request);
    const { status, json } = await this.route(route, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  private async route(route: string, body: string): Promise<{ status: number; json: unknown }> {
    if (route === 'info' && this.version === null) return { status: 404, json: {} };
    if (route === 'info')
      return { status: 200, json: { version: this.version, started: '2026-01-01T00:00:00Z' } };
    if (route === 'config/paths/list') return { status: 200, json: listOf(this.configItems()) };
    if (route === 'paths/list') return { status: 200, json: listOf(this.pathItems()) };
    if (route === 'webrtcsessions/list' && this.webrtcSessions) {
      const carried = { state: 'read', remoteAddr: '10.0.0.1:1', bytesSent: this.bytes };
      return { status: 200, json: listOf(this.webrtcSessions.map((each) => ({ ...each, ...carried }))) };
    }
    const item = route.startsWith('paths/get/') && this.pathItems().find(({ name }) => route.endsWith(name));
    if (item) return { status: 200, json: item };
    const [, action, name = ''] = /^config\/paths\/(replace|delete|patch)\/(.+)$/.exec(route) ?? [];
    if (!action || (action === 'patch' && !this.configs.has(name)))
      return { status: 404, json: { error: 'not found' } };
    if (this.writeMs > 0) await new Promise((resolve) => setTimeout(resolve, this.writeMs));
    if (action === 'replace' && this.refuses(body))
      return { status: 400, json: { status: 'error', error: `${body} is not a valid URL` } };
    if (action === 'delete') this.configs.delete(name);
    else if (action === 'patch') {
      this.configs.set(name, { ...this.configs.get(name), ...(JSON.parse(body) as object) });
      this.onPatch(name);
    } else this.configs.set(name, JSON.parse(body) as Record<string, unknown>);
    return { status: 200, json: { status: 'ok' } };
  }

  private configItems(): object[] {
    return [
      { name: PATTERN, source: 'publisher' },
      ...[...this.configs].map(([name, config]) => ({ name, ...config })),
    ];
  }

  private pathItems(): { readonly name: string }[] {
    this.bytes += 1000;
    const names = new Set([...this.configs.keys(), ...this.sent.keys()]);
    return [...names].map((name) => {
      const sent = this.sent.get(name);
      return {
        name,
        confName: this.configs.has(name) ? name : PATTERN,
        ready: sent !== undefined,
        ...(sent?.since === undefined ? {} : { readyTime: sent.since }),
        source: { type: sent?.source ?? 'rtspSource', id: sent?.source ? 'session' : '' },
        tracks: ['H264'],
        bytesReceived: sent ? this.bytes : 0,
        readers: Array.from({ length: sent?.viewers ?? 0 }, (_, id) => ({
          type: 'webRTCSession',
          id: String(id),
        })),
      };
    });
  }
}

function listOf(items: readonly object[]) {
  return { itemCount: items.length, pageCount: 1, items };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString('utf8');
  return text;
}
