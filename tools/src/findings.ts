// `npm run findings [-- NAME …]`: runs scripts of findings/, one or all, outside CI. Without a name it runs all of them and
// continues after a failure; a script fails when the behavior that it shows has changed.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, runCommand } from './workspace.ts';

const SUFFIX = '.sh';
const USAGE_EXIT_CODE = 2;
const available = readdirSync(path.join(ROOT, 'findings'))
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));
const names = process.argv.slice(2).map((name) => name.replace(/\.sh$/, ''));
const unknown = names.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  console.error(`There is no finding ${unknown.join(', ')}. Findings: ${available.join(', ')}`);
  process.exit(USAGE_EXIT_CODE);
}
const changed = (names.length > 0 ? names : available).filter((name) => {
  console.log(`\n── ${name}`);
  return !runCommand('bash', [`findings/${name}${SUFFIX}`]);
});
if (changed.length > 0) console.log(`\nChanged or failed: ${changed.join(', ')}`);
process.exitCode = changed.length > 0 ? 1 : 0;
