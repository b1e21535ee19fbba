import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Prints the capacity of one half of the young generation in megabytes, before and after much garbage. The capacity is
 * what is used and what is available. `space_size` would be inexact: it counts the memory that is committed for both
 * halves, and V8 commits the second half when it collects and may release it again.
 */
const PROGRAM = `
  const { getHeapSpaceStatistics } = require('node:v8');
  const capacity = () => {
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    return (space.space_used_size + space.space_available_size) / 2 ** 20;
  };
  if (process.argv[1]) require(process.argv[1]);
  const before = capacity();
  const kept = [];
  for (let turn = 0; turn < 1_000_000; turn += 1) kept[turn % 50_000] = { turn, text: 'x' + turn };
  process.stdout.write(JSON.stringify([before, capacity()]));
`;

/** In a separate process: this one has already grown. Node strips the types. */
function youngMegabytes(...modules: string[]): [number, number] {
  const { stdout } = spawnSync(process.execPath, ['-e', PROGRAM, '--', ...modules], { encoding: 'utf8' });
  return JSON.parse(stdout) as [number, number];
}

it('sets a fixed size of the young generation at startup, by flags that this V8 supports', () => {
  const [first, later] = youngMegabytes(path.join(__dirname, 'bound-memory.ts'));
  // Objects are aligned, so some hundred bytes at the end are neither used nor available.
  expect(first).toBeCloseTo(4, 2);
  expect(later).toBeCloseTo(4, 2);
});

it('would grow without the setting', () => {
  const [first, later] = youngMegabytes();
  expect(first).toBeLessThan(2);
  expect(later).toBeGreaterThan(8);
});
