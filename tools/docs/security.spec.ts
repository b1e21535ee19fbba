import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:-|promise)/.test(line));

describe('docs/security.md', () => {
  it('names an existing test for every promise', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const tests = [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? '');
      expect([row, tests.length > 0]).toEqual([row, true]);
      const places = (file: string) => ['apps/backend/src', '.'].map((from) => path.join(root, from, file));
      expect(tests.filter((file) => !places(file).some((place) => existsSync(place)))).toEqual([]);
    }
  });
});
