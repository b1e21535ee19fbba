import { freePort } from '@ppf/free-ports';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEmptyDatabase, type EmptyDatabase } from './testing/create-empty-database';
import { TEST_ENVIRONMENT } from './testing/test-environment';

const MAIN = path.resolve(__dirname, '../dist/main.js');

/** What a backend needs only when somebody asks for it: each was loaded at the start once, and none by intent. */
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

// The built program: what it loads is what this is about.
describe('the start of the backend', () => {
  let database: EmptyDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-main-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  it('loads nothing that is needed for some requests or settings only', async () => {
    const [told, teller] = [path.join(folder, 'loaded.json'), path.join(folder, 'tell-loaded.cjs')];
    writeFileSync(
      teller,
      `const loaded = [];
       require('node:module').registerHooks({
         load: (url, context, next) => (loaded.push(url), next(url, context)),
       });
       process.on('SIGTERM', () => require('node:fs').writeFileSync(${JSON.stringify(told)}, JSON.stringify(loaded)));`,
    );
    const env = { ...TEST_ENVIRONMENT, PATH: process.env['PATH'], DATABASE_URL: database.url };
    const child = spawn(process.execPath, ['--require', teller, MAIN], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...env, PORT: String(await freePort()), MEDIAMTX_API_PORT: '1' },
    });
    let log = '';
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`The backend ended:\n${log}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        log += chunk.toString('utf8');
        if (log.includes('Listening on')) resolve();
      });
    });
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const loaded = JSON.parse(readFileSync(told, 'utf8')) as string[];
    expect(loaded.some((url) => url.includes('/node_modules/@nestjs/core/'))).toBe(true);
    expect(loaded.filter((url) => [...LATER, ...OURS_LATER].some((part) => url.includes(part)))).toEqual([]);
  }, 40_000);
});
