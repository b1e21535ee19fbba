// `npm run words`: checks spelling and word choice. cspell reads code and documentation (cspell.config.yaml), textlint
// reads documentation and text catalogs (.textlintrc.json). Ends with the number of findings.
//   -- <path> …   only the tracked files below these paths
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BIN = path.join(ROOT, 'node_modules/.bin');

/** Documentation and text catalogs, apart from generated and recorded files. */
const TEXTLINT_FILES = /(?:\.md|\/texts\/[a-z-]+\.json)$/;
const TEXTLINT_EXEMPT = /^docs\/reference\/|^docs\/guides\/troubleshooting\.md$|^findings\/|\/recorded\//;

function run(command: string, args: readonly string[], input?: string): string {
  const { stdout, stderr, error } = spawnSync(command, args, {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (stderr.trim()) process.stderr.write(stderr);
  return stdout;
}

/** Returns the findings of cspell, one per line. */
function checkSpelling(files: readonly string[]): string[] {
  const args = [
    'lint',
    '--no-progress',
    '--no-summary',
    '--no-must-find-files',
    '--dot',
    '--file-list',
    'stdin',
  ];
  return linesOf(run(path.join(BIN, 'cspell'), args, files.join('\n')));
}

/** Returns the findings of textlint, one per line. */
function checkPhrases(files: readonly string[]): string[] {
  const texts = files.filter((file) => TEXTLINT_FILES.test(file) && !TEXTLINT_EXEMPT.test(file));
  if (texts.length === 0) return [];
  const output = run(path.join(BIN, 'textlint'), ['--format', 'unix', ...texts]);
  return linesOf(output)
    .filter((line) => /:\d+:\d+: /.test(line))
    .map((line) => (path.isAbsolute(line) ? path.relative(ROOT, line) : line));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

const files = linesOf(
  run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...process.argv.slice(2)]),
);
const spelling = checkSpelling(files);
const phrases = checkPhrases(files);
for (const line of [...spelling, ...phrases]) console.log(line);
const rejected = spelling.filter((line) => line.includes('Forbidden word')).length;
console.log(
  `${rejected} rejected words, ${spelling.length - rejected} unknown words, ${phrases.length} rejected phrases in ${files.length} files`,
);
process.exitCode = spelling.length + phrases.length > 0 ? 1 : 0;
