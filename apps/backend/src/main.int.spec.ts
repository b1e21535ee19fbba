import { freePort } from '@ppf/free-ports';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmptyDatabase, type EmptyDatabase } from './testing/create-empty-database';
import { TEST_ENVIRONMENT } from './testing/test-environment';

const MAIN = path.resolve(__dirname, '../dist/main.js');
const ADMIN = { email: 'admin@example.org', password: 'the first password of all' };

/** Packages that only some requests or settings need. Each was once loaded at startup by mistake. */
const LATER = [
  // Traces, metrics, mail, backups, cameras' tests, the description of the API.
  ...['@opentelemetry', 'in-the-middle', 'prom-client', 'nodemailer', 'age-encryption', 'onvif', 'tar'],
  ...['@nestjs/swagger', 'swagger-ui-dist', 'js-yaml', 'es-toolkit'],
  // Schemas of routes, which Fastify alone would have.
  ...['ajv', '@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', 'fast-uri'],
].map((name) => `/node_modules/${name}/`);
const OURS_LATER = [
  '/backend/dist/openapi/create-document.js',
  '/backend/dist/openapi/generated-metadata.js',
  '/backend/dist/openapi/problems-page.js',
  '/camera-probe/dist/probe/probe-camera.js',
  '/camera-probe/dist/mjpeg/probe-mjpeg.js',
];

// Runs the built program, since the test is about the modules that it loads and about its end.
describe('the backend process', () => {
  let database: EmptyDatabase;
  let folder: string;
  let report: string;
  let child: ChildProcess;
  let port: number;
  let ended: Promise<unknown[]>;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-main-'));
    report = path.join(folder, 'loaded.json');
    const recorder = path.join(folder, 'record-loaded.cjs');
    writeFileSync(
      recorder,
      `const loaded = [];
       require('node:module').registerHooks({
         load: (url, context, next) => (loaded.push(url), next(url, context)),
       });
       process.on('SIGTERM', () => require('node:fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify(loaded)));`,
    );
    port = await freePort();
    child = spawn(process.execPath, ['--require', recorder, MAIN], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...{ ...TEST_ENVIRONMENT, PATH: process.env['PATH'], DATABASE_URL: database.url, PORT: String(port) },
        ...{ MEDIAMTX_API_PORT: '1', ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
      },
    });
    ended = once(child, 'exit');
    await listens(child);
  });
  afterAll(async () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  function send(method: string, url: string, headers: Record<string, string>): ClientRequest {
    return request({ host: '127.0.0.1', port, method, path: `/api/v1${url}`, headers });
  }

  it('completes the requests in progress at SIGTERM, ends event streams, and exits with 0', async () => {
    const login = JSON.stringify(ADMIN);
    const json = { 'content-type': 'application/json', 'content-length': String(login.length) };
    const { access_token: token } = JSON.parse(await answerOf(send('POST', '/auth/login', json).end(login)));
    const stream = send('GET', '/events', { authorization: `Bearer ${token}` }).end();
    const [events] = (await once(stream, 'response')) as [IncomingMessage];
    const lastEvents = textOf(events);
    // Its headers have arrived, and half of its body.
    const slow = send('POST', '/auth/login', { ...json, expect: '100-continue' });
    slow.flushHeaders();
    await once(slow, 'continue');
    slow.write(login.slice(0, 9));
    child.kill('SIGTERM');
    // The event stream is complete up to its end.
    expect(await lastEvents).toContain('event: snapshot');
    expect(JSON.parse(await answerOf(slow.end(login.slice(9))))).toHaveProperty('access_token');
    expect(await ended).toEqual([0, null]);
  });

  it('loads nothing that only some requests or settings need', async () => {
    child.kill('SIGTERM');
    await ended;
    const loaded = JSON.parse(readFileSync(report, 'utf8')) as string[];
    expect(loaded.some((url) => url.includes('/node_modules/@nestjs/core/'))).toBe(true);
    expect(loaded.filter((url) => [...LATER, ...OURS_LATER].some((part) => url.includes(part)))).toEqual([]);
  });
});

async function answerOf(sent: ClientRequest): Promise<string> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return textOf(response);
}

/** All of a body. @throws when it is cut. */
async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

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
