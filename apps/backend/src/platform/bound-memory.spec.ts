import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Prints the megabytes of the young generation, both halves, before and after much garbage. */
const PROGRAM = `
  const { getHeapSpaceStatistics } = require('node:v8');
  const young = () => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20;
  if (process.argv[1]) require(process.argv[1]);
  const before = young();
  const kept = [];
  for (let turn = 0; turn < 1_000_000; turn += 1) kept[turn % 50_000] = { turn, text: 'x' + turn };
  process.stdout.write(JSON.stringify([before, young()]));
`;

/** In a process of its own: this one has grown already. Node reads TypeScript by itself. */
function youngMegabytes(...modules: string[]): [number, number] {
  const { stdout } = spawnSync(process.execPath, ['-e', PROGRAM, '--', ...modules], { encoding: 'utf8' });
  return JSON.parse(stdout) as [number, number];
}

it('gives the young generation its size at once and never lets it grow, by switches that this V8 knows', () => {
  const [first, later] = youngMegabytes(path.join(__dirname, 'bound-memory.ts'));
  expect(first).toBeGreaterThanOrEqual(4);
  expect(first).toBeLessThanOrEqual(8);
  // V8 may give a half back when there is little garbage; it never grows past both halves.
  expect(later).toBeGreaterThanOrEqual(4);
  expect(later).toBeLessThanOrEqual(8);
  expect(youngMegabytes()[1]).toBeGreaterThan(8);
});
