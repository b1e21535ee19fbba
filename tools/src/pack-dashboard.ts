// `node tools/run.mjs pack-dashboard`: makes dist/apps/frontend from the bundle of the Angular build. It merges the scripts
// that a first load needs, writes one HTML file per page that names them, compresses all files, and fails if a page
// exceeds its budget (dashboard/pages.ts).
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compressFiles } from './dashboard/compress.ts';
import { budgetFaults, measureFirstLoad } from './dashboard/first-load.ts';
import { mergeChunks, readMetafile } from './dashboard/merge-chunks.ts';
import { outputOf } from './dashboard/module-graph.ts';
import { pageHtml } from './dashboard/page-html.ts';
import { PAGES } from './dashboard/pages.ts';
import { ROOT } from './workspace.ts';

const BUNDLE = path.join(ROOT, 'dist/apps/frontend-bundle');
const PACKED = path.join(ROOT, 'dist/apps/frontend');
const folder = path.join(PACKED, 'browser');

rmSync(PACKED, { recursive: true, force: true });
cpSync(BUNDLE, PACKED, { recursive: true });
rmSync(path.join(PACKED, 'browser-stats.json'));

const metafile = readMetafile(path.join(BUNDLE, 'browser-stats.json'));
const bundledMain = outputOf(metafile, 'main.ts');
const merged = await mergeChunks(folder, bundledMain, metafile);
const [font = ''] = globSync('media/inter-basic-*.woff2', { cwd: folder });
const parts = {
  index: readFileSync(path.join(folder, 'index.html'), 'utf8'),
  first: readFileSync(path.join(folder, 'first.js'), 'utf8'),
  main: merged.main,
  bundledMain,
  font,
};
for (const file of globSync('*.js', { cwd: folder })) rmSync(path.join(folder, file));
for (const [name, code] of merged.code) writeFileSync(path.join(folder, name), code);

/** A script and all scripts that it imports. */
function withImports(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of merged.imports.get(name) ?? []) withImports(imported, found);
  return found;
}

writeFileSync(path.join(folder, 'index.html'), pageHtml(parts, []));
for (const { name, modules } of PAGES) {
  const scripts = new Set(
    modules.flatMap((module) => [...withImports(merged.fileOf(outputOf(metafile, module)))]),
  );
  writeFileSync(path.join(folder, `index.${name}.html`), pageHtml(parts, [...scripts]));
}
const pages = PAGES.map(({ name, paths }) => ({ paths, file: `index.${name}.html` }));
writeFileSync(path.join(folder, 'pages.json'), `${JSON.stringify({ pages }, null, 2)}\n`);
compressFiles(folder);

for (const { name, budget } of PAGES) {
  const load = measureFirstLoad(folder, `index.${name}.html`);
  console.log(
    `${name}: ${load.bytes} bytes (budget ${budget.bytes}), ${load.requests} requests (budget ${budget.requests})`,
  );
  for (const file of load.files) console.log(`  ${String(file.bytes).padStart(7)} ${file.name}`);
  for (const fault of budgetFaults(name, load, budget)) {
    console.error(fault);
    process.exitCode = 1;
  }
}
