import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const pages = ['.', 'docs', 'infra'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join(folder, file)),
);

const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? '')),
];

const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
const commands = found(read('apps/backend/src/cli/program.ts'), /(?:\.command|reference)\('([a-z-]+)'/g);
const settings = found(
  ['docs/reference/settings.md', 'docs/guides/running.md', 'docs/guides/operating.md', 'apps/bench/README.md']
    .map(read)
    .join('\n'),
  /\b([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\b/g,
);

/** API requests without the names of their parameters. */
const calls = Object.entries(
  (JSON.parse(read('docs/reference/openapi.json')) as { paths: Record<string, object> }).paths,
).flatMap(([address, its]) =>
  Object.keys(its).map((method) => `${method.toUpperCase()} ${address.replaceAll(/\{\w+\}/g, '{}')}`),
);
/** Normalizes a request of a page: adds the common prefix, and removes parameter names. */
const normalizeRequest = (call: string): string =>
  call.replace(/^([A-Z]+) (?:\/api\/v1)?/, '$1 /api/v1').replaceAll(/\{\w+\}/g, '{}');

function targetsOf(project: string): string[] {
  const folder = readdirSync(path.join(root, 'apps')).includes(project) ? 'apps' : 'libs';
  return Object.keys((JSON.parse(read(`${folder}/${project}/project.json`)) as { targets: object }).targets);
}

it('finds scripts, commands, settings and pages', () => {
  expect(scripts).toContain('deployment');
  expect(commands).toContain('reconcile');
  expect(settings).toContain('MEDIAMTX_HOOK_SECRET');
  expect(pages).toContain('docs/guides/integrating.md');
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('names existing scripts only', () => {
    expect(found(text, /\bnpm run ([a-z][a-z:-]*)/g).filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('names existing commands only', () => {
    const named = found(text, /\bnpm run cli -- ([a-z][a-z-]*)/g);
    expect(named.filter((name) => !commands.includes(name))).toEqual([]);
  });

  // Other pages abbreviate requests.
  const guide = page.startsWith('docs/guides/') ? it : undefined;
  guide?.('names existing API requests only', () => {
    const named = found(text, /`((?:GET|POST|PUT|PATCH|DELETE) \/(?!v3\/)[\w/{}.-]+)/g);
    expect(named.filter((call) => !calls.includes(normalizeRequest(call)))).toEqual([]);
  });

  it('names existing Nx targets only', () => {
    const named = found(text, /\bnpx nx run ([a-z][a-z0-9-]*:[a-z0-9-]+)/g);
    const missing = named.filter((name) => {
      const [project = '', target = ''] = name.split(':');
      return !targetsOf(project).includes(target);
    });
    expect(missing).toEqual([]);
  });

  it('sets existing settings only', () => {
    const shell = found(text, /^```(?:sh|ini)(?: \S+)?\n([^]*?)^```$/gm).join('\n');
    const set = found(shell, /^(?:sudo )?([A-Z][A-Z0-9]*_[A-Z0-9_]*)=/gm);
    expect(set.filter((name) => !settings.includes(name.replace(/_FILE$/, '')))).toEqual([]);
  });
});
