import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';

const ROOT = path.resolve(__dirname, '../../../..');
/** What a body may be besides JSON: an answer without an end. */
const EVENTS = 'text/event-stream';
/** MediaMTX's, answered ahead of Nest and never with a body. */
const HOOK = '/api/v1/streams/validate-token';

interface Schema {
  readonly properties?: Record<string, object>;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

describe('the description of the API', () => {
  let backend: BackendUnderTest;
  let document: Document;

  beforeAll(async () => {
    backend = await startBackend();
    document = (await backend.send({ url: '/api/openapi.json' })).body;
  });
  afterAll(() => backend.stop());

  const operations = () =>
    Object.entries(document.paths)
      .filter(([url]) => url !== HOOK)
      .flatMap(([, methods]) => Object.values(methods));

  it('is the committed one', () => {
    const committed = JSON.parse(readFileSync(path.join(ROOT, 'docs/reference/openapi.json'), 'utf8'));
    expect(document).toEqual(committed);
  });

  it('is made of metadata that fits the sources', () => {
    const script = path.join(ROOT, 'tools/write-openapi-metadata.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  }, 60_000);

  it('is OpenAPI 3.1 with no empty schema', () => {
    expect(document.openapi).toBe('3.1.0');
    const empty = Object.entries(document.components.schemas)
      .filter(([, { properties }]) => Object.keys(properties ?? {}).length === 0)
      .map(([name]) => name);
    expect(empty).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/"nullable"|"type":"number"/);
  });

  it('tells of every operation what it is for, what it answers and its problems', () => {
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty([name ?? '']);
    for (const { operationId, summary, responses } of operations()) {
      expect([operationId, summary]).toEqual([operationId, expect.stringMatching(/\.$/)]);
      expect(responses['default']?.content).toHaveProperty(['application/problem+json']);
      const success = Object.keys(responses).find((status) => status.startsWith('2'));
      expect([operationId, success]).toEqual([operationId, expect.stringMatching(/^20[0124]$/)]);
      const types = Object.keys(responses[success ?? '']?.content ?? {});
      if (success !== '204')
        expect([operationId, types]).toEqual([
          operationId,
          [operationId === 'Events.open' ? EVENTS : 'application/json'],
        ]);
    }
    expect(operations().length).toBeGreaterThan(20);
  });

  it('tells of the hook, which answers nothing but a status', () => {
    const { post } = document.paths[HOOK] ?? {};
    expect(Object.keys(post?.responses ?? {})).toEqual(['204', '401']);
    for (const response of Object.values(post?.responses ?? {}))
      expect(response).not.toHaveProperty('content');
  });

  it.each([
    ['/api/docs', 'text/html; charset=utf-8'],
    ['/api/docs/', 'text/html; charset=utf-8'],
    ['/api/docs/problems', 'text/html; charset=utf-8'],
    ['/api/docs/start.js', 'text/javascript; charset=utf-8'],
    ['/api/docs/swagger-ui.css', 'text/css; charset=utf-8'],
    ['/api/docs/swagger-ui-bundle.js', 'application/javascript; charset=utf-8'],
    ['/api/docs/favicon-32x32.png', 'image/png'],
  ])('is served with its pages: %s', async (url, type) => {
    const answer = await backend.send({ url });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    for (const [, file] of answer.text.matchAll(/(?:src|href)="(\/api\/docs\/[^"]+)"/g))
      expect([file, (await backend.send({ url: file ?? '' })).status]).toEqual([file, 200]);
  });

  it.each(['/api/docs/package.json', '/api/docs/index.html'])(
    'is nothing else of Swagger UI: %s',
    async (url) => {
      expect((await backend.send({ url })).status).toBe(404);
    },
  );
});
