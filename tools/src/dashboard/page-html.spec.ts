import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { budgetFaults, measureFirstLoad } from './first-load.ts';
import { pageHtml, type PageParts } from './page-html.ts';

const PARTS: PageParts = {
  index:
    '<html><head><script src="first.js"></script></head><body>' +
    '<script src="main-A.js" type="module"></script></body></html>',
  bundledMain: 'main-A.js',
  main: "import('./core.js').then(($&) => $&)",
  first: 'theme()',
  font: 'media/inter.woff2',
};

describe('pageHtml', () => {
  it('contains the small scripts and names the others', () => {
    expect(pageHtml(PARTS, ['core.js', 'wall.js'])).toBe(
      '<html><head><script>theme()</script>' +
        '<link rel="preload" href="media/inter.woff2" as="font" type="font/woff2" crossorigin>' +
        '<link rel="modulepreload" href="core.js"><link rel="modulepreload" href="wall.js"></head><body>' +
        `<script type="module">${PARTS.main}</script></body></html>`,
    );
  });

  it.each([
    ['another main script', { bundledMain: 'main-B.js' }, 'index.html has no <script src="main-B.js"'],
    ['a script with a tag', { first: "'</script>'" }, 'An inline script contains a tag.'],
  ])('fails for %s', (_, parts, message) => {
    expect(() => pageHtml({ ...PARTS, ...parts }, [])).toThrow(message);
  });
});

describe('measureFirstLoad', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'first-load-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('counts each named file once, compressed where it is served so', () => {
    writeFileSync(
      path.join(folder, 'index.html'),
      '<link href="a.js"><script src="a.js"></script><img src="b.svg">',
    );
    writeFileSync(path.join(folder, 'a.js'), 'x'.repeat(500));
    writeFileSync(path.join(folder, 'a.js.br'), 'x'.repeat(20));
    writeFileSync(path.join(folder, 'b.svg'), 'x'.repeat(70));
    const { files, requests, bytes } = measureFirstLoad(folder, 'index.html');
    expect(files.map((file) => [file.name, file.bytes])).toEqual([
      ['index.html', 63],
      ['a.js', 20],
      ['b.svg', 70],
    ]);
    expect([requests, bytes]).toEqual([3, 3_153]);
  });
});

describe('budgetFaults', () => {
  it.each([
    [{ bytes: 100, requests: 3 }, []],
    [{ bytes: 101, requests: 3 }, ['The page “wall” loads 101 bytes; the budget is 100.']],
    [{ bytes: 90, requests: 4 }, ['The page “wall” loads 4 requests; the budget is 3.']],
  ])('finds in %j: %j', (load, faults) => {
    expect(budgetFaults('wall', load, { bytes: 100, requests: 3 })).toEqual(faults);
  });
});
