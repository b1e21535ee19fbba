import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';

const ROOT = path.resolve(__dirname, '../../../..');
/** What a body may be besides JSON: a response without an end. */
const EVENTS = 'text/event-stream';
/** MediaMTX's, answered ahead of Nest and never with a body. */
const HOOK = '/api/v1/streams/validate-token';

interface Field {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
}
interface Schema {
  readonly properties?: Record<string, object>;
  readonly additionalProperties?: boolean;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly name: string; readonly schema: Field }[];
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const nulls: [request: string, field: string, kind: object, faults: number][] = [];
function faultsOf(request: new () => object, body: object, field: string): number {
  return validateSync(plainToInstance(request, body)).filter(({ property }) => property === field).length;
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

  it('matches the committed file', () => {
    const committed = JSON.parse(readFileSync(path.join(ROOT, 'docs/reference/openapi.json'), 'utf8'));
    expect(document).toEqual(committed);
  });

  it('uses metadata that matches the sources', () => {
    const script = path.join(ROOT, 'tools/src/write-openapi-metadata.ts');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('is OpenAPI 3.1 with no empty schema', () => {
    expect(document.openapi).toBe('3.1.0');
    const empty = Object.entries(document.components.schemas)
      .filter(([, { properties }]) => Object.keys(properties ?? {}).length === 0)
      .map(([name]) => name);
    expect(empty).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/"nullable"/);
  });

  const fields = () =>
    Object.entries(document.components.schemas).flatMap(([schema, { properties }]) =>
      Object.entries((properties ?? {}) as Record<string, Field>).map(([name, field]) => ({
        name: `${schema}.${name}`,
        ...field,
        types: [field.type ?? []].flat(),
      })),
    );
  const named = (names: readonly { readonly name: string }[]) => names.map(({ name }) => name).sort();

  it('declares fractions as numbers and counts as integers, with 64 bits where 32 are too few', () => {
    expect(named(fields().filter(({ types }) => types.includes('number')))).toEqual([
      'CameraStream.frame_rate',
      'CameraTestVideo.frame_rate',
      'PitHistory.unknown_share',
      'PitHistory.uptime_share',
    ]);
    expect(named(fields().filter(({ format }) => format === 'int64'))).toEqual([
      'CameraTestVideo.bitrate',
      'MediaAgentReport.disk_free_bytes',
      'MediaAgentReport.disk_total_bytes',
      'PitStream.bits_per_second',
      'ViewingSession.bytes_sent',
    ]);
  });

  it('declares the formats of instants and cursors', () => {
    const texts = fields().filter(({ types, pattern }) => types.includes('string') && pattern === undefined);
    for (const { name, format, description = '' } of texts) {
      const expected =
        /(?:_at|_until|\.since|\.at|timestamp)$/.test(name) || description.includes('ISO 8601 UTC');
      expect([name, format === 'date-time']).toEqual([name, expected || /\.(?:from|to)$/.test(name)]);
      expect([name, format === 'base64url']).toEqual([name, name.endsWith('cursor')]);
    }
    const parameters = operations().flatMap(({ parameters = [] }) => parameters);
    const format = (wanted: string) => parameters.find(({ name }) => name === wanted)?.schema.format;
    expect([format('cursor'), format('from'), format('to')]).toEqual(['base64url', 'date-time', 'date-time']);
  });

  it('allows no undeclared fields and no undeclared null in requests', async () => {
    const contracts = (await import('@ppf/contracts')) as unknown as Record<string, new () => object>;
    const requests = [
      ...JSON.stringify(operations().map(({ requestBody }) => requestBody ?? {})).matchAll(/schemas\/(\w+)/g),
    ].map(([, name]) => name ?? '');
    expect(requests.length).toBeGreaterThan(15);
    for (const name of requests) {
      const schema = document.components.schemas[name] as Schema & { required?: string[] };
      expect([name, schema.additionalProperties]).toEqual([name, false]);
      const Request = contracts[name] as new () => object;
      for (const [field, { type }] of Object.entries((schema.properties ?? {}) as Record<string, Field>)) {
        if (type === undefined || [type].flat().includes('null')) continue;
        // What belongs to one kind only is looked at where it is of that kind.
        for (const kind of [{}, { kind: 'once' }, { kind: 'weekly' }, { kind: 'webhook' }, { kind: 'email' }])
          nulls.push([name, field, kind, faultsOf(Request, { ...kind, [field]: null }, field)]);
      }
    }
    const passing = nulls.filter(([, , , faults]) => faults === 0).map(([name, field]) => `${name}.${field}`);
    const refused = new Set(
      nulls.filter(([, , , faults]) => faults > 0).map(([name, field]) => `${name}.${field}`),
    );
    expect(passing.filter((each) => !refused.has(each))).toEqual([]);
  });

  it('describes the purpose, the responses and the problems of every operation', () => {
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

  it('describes the auth hook, whose response is only a status', () => {
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
