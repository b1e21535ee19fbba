import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const docs = path.join(root, 'docs');

/** Folders of files that pages name. */
const BASES = ['.', 'apps/backend/src', 'apps/frontend/src/app', 'apps/frontend/src'].map((base) =>
  path.join(root, base),
);

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '');
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(path.join(root, page), 'utf8');

  it('names existing source files only', () => {
    const named = matches(text, /`((?:[a-z0-9.-]+\/)+[a-z0-9.-]*(?:\.ts|\.mjs|\/))`/g);
    const missing = named.filter((file) => !BASES.some((base) => existsSync(path.join(base, file))));
    expect(missing).toEqual([]);
  });

  it('links to existing pages and images only', () => {
    const linked = matches(text, /\]\((?!https?:|#|mailto:)([^)#\s]+)/g);
    const missing = linked.filter((file) => !existsSync(path.resolve(root, path.dirname(page), file)));
    expect(missing).toEqual([]);
  });
});
