import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@ppf/free-ports';
import { type BackendUnderTest, startBackend } from '../../../testing/start-backend';
import { TEST_ENVIRONMENT } from '../../../testing/test-environment';

const MAIN = path.resolve(__dirname, '../../../../dist/main.js');
const BASIC = `Basic ${Buffer.from(`mediamtx:${TEST_ENVIRONMENT['MEDIAMTX_HOOK_SECRET']}`).toString('base64')}`;
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

interface Span {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** A receiver of OTLP over HTTP: what came, as it came. */
class Receiver {
  readonly bodies: string[] = [];
  headers: IncomingHttpHeaders = {};
  private readonly server: Server = createServer((request, response) => {
    this.headers = request.headers;
    let body = `${request.method} ${request.url}\n`;
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      this.bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });

  async start(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get spans(): Span[] {
    type Exported = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
    return this.bodies
      .map((body) => JSON.parse(body.slice(body.indexOf('\n'))) as Exported)
      .flatMap(({ resourceSpans }) => resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap(({ spans }) => spans);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

// The built program: in which order it loads is what this is about.
describe('the backend process', () => {
  let beside: BackendUnderTest;
  let receiver: Receiver;
  let folder: string;
  let token: string;
  let endpoint: string;

  beforeAll(async () => {
    beside = await startBackend({ MEDIAMTX_API_PORT: '1' });
    token = await beside.tokenFor('operator');
    receiver = new Receiver();
    endpoint = await receiver.start();
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-tracing-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await receiver.stop();
    await beside.stop();
  });

  /** Runs it while `use` does something with it. */
  async function run(
    environment: Record<string, string>,
    use: (url: string) => Promise<void>,
  ): Promise<void> {
    const port = await freePort();
    const child = spawn(process.execPath, [MAIN], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...TEST_ENVIRONMENT,
        PATH: process.env['PATH'],
        DATABASE_URL: beside.databaseUrl,
        PORT: String(port),
        MEDIAMTX_API_PORT: '1',
        ...environment,
      },
    });
    try {
      await listens(child);
      await use(`http://127.0.0.1:${port}`);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }

  it('sends requests and their PostgreSQL queries to a receiver, and nothing that is secret', async () => {
    const settings = {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=ours,authorization=Bearer%20receiver',
    };
    await run(settings, async (url) => {
      const authorization = `Bearer ${token}`;
      const traceparent = `00-${TRACE}-${PARENT}-01`;
      await fetch(`${url}/api/v1/workshops?limit=7`, { headers: { authorization, traceparent } });
      await fetch(`${url}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'guest@example.org', password: 'a-guessed-password' }),
      });
      await fetch(`${url}/health/live`);
      const body = JSON.stringify({ ip: '10.0.0.1', action: 'read', path: 'workshop-1/pit-1' });
      const hook = `${url}/api/v1/streams/validate-token`;
      await fetch(hook, { method: 'POST', headers: { authorization: BASIC }, body });
    });
    const { spans } = receiver;
    const listing = spans.find(({ name }) => name === 'GET /api/v1/workshops');
    expect(listing).toMatchObject({ kind: 2, traceId: TRACE, parentSpanId: PARENT });
    expect(listing?.attributes).toContainEqual({
      key: 'http.response.status_code',
      value: { intValue: 200 },
    });
    const queries = spans.filter(({ traceId, name }) => traceId === TRACE && name.startsWith('pg.query'));
    expect(JSON.stringify(queries)).toContain('FROM \\"workshop\\"');
    // Each is part of what a request did: nothing of the background, the hook or the supervisors' addresses.
    const roots = spans.filter(({ kind }) => kind === 2).map(({ name }) => name);
    expect(roots.sort()).toEqual(['GET /api/v1/workshops', 'POST /api/v1/auth/login']);
    expect(receiver.bodies[0]).toMatch(/^POST \/v1\/traces\n/);
    expect(receiver.headers).toMatchObject({ 'x-tenant': 'ours', authorization: 'Bearer receiver' });
    const exported = receiver.bodies.join('');
    for (const secret of [token, 'a-guessed-password', 'guest@example.org', 'limit=7', '127.0.0.1:3'])
      expect(exported).not.toContain(secret);
  });
});

async function listens(child: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The backend ended:\n${log}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      log += chunk.toString('utf8');
      if (log.includes('Listening on')) resolve();
    });
  });
}
