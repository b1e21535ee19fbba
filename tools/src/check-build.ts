// `node tools/run.mjs check-build <project folder>`: makes the folder `dist` match the sources after `tsc -b`.
// `tsc -b` trusts its .tsbuildinfo: it neither removes the output of deleted sources nor writes a missing output again.
// Nx would store such a folder in its cache and restore it elsewhere.
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const OUTPUT = /\.(?:d\.ts|js)(?:\.map)?$/;
const [, , project = ''] = process.argv;
const root = path.resolve(import.meta.dirname, '../..', project);
const dist = path.join(root, 'dist');

/** Path of the source of an output, without its extension. */
const sourceOf = (output: string) => path.join(root, 'src', output.replace(OUTPUT, ''));

for (const output of globSync('**/*.{js,ts,map}', { cwd: dist })) {
  if (!['.ts', '.tsx'].some((extension) => existsSync(`${sourceOf(output)}${extension}`)))
    rmSync(path.join(dist, output));
}

const buildInfo = path.join(dist, '.tsbuildinfo');
const { fileNames } = JSON.parse(readFileSync(buildInfo, 'utf8')) as { fileNames: readonly string[] };
const missing = fileNames
  .filter((file) => file.startsWith('../src/') && !file.endsWith('.d.ts'))
  .map((file) => file.replace(/^\.\.\/src\//, '').replace(/\.ts$/, '.js'))
  .filter((output) => !existsSync(path.join(dist, output)));
if (missing.length > 0) {
  // Without the file the next build writes every output.
  rmSync(buildInfo);
  console.error(`Outputs are missing in ${project}/dist (${missing.slice(0, 3).join(', ')}). Build again.`);
  process.exitCode = 1;
}
