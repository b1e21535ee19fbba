import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** In a process of its own: this one has grown already. Prints the megabytes of the young generation after much garbage. */
const PROGRAM = `
  const { getHeapSpaceStatistics, setFlagsFromString } = require('node:v8');
  for (const flag of process.argv.slice(1)) setFlagsFromString(flag);
  const kept = [];
  for (let turn = 0; turn < 300_000; turn += 1) kept[turn % 50_000] = { turn, text: 'x' + turn };
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  process.stdout.write(String(young.space_size / 1e6));
`;

function youngMegabytes(flags: readonly string[]): number {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM, '--', ...flags], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return Number(stdout);
}

jest.mock('node:v8', () => ({ setFlagsFromString: jest.fn() }));

describe('bounding the memory', () => {
  it('keeps the young generation small, by switches that this V8 knows', async () => {
    const v8 = await import('node:v8');
    await import(path.join(__dirname, 'bound-memory'));
    const flags = jest.mocked(v8.setFlagsFromString).mock.calls.map(([flag]) => flag);
    const bounded = youngMegabytes(flags);
    expect(bounded).toBeLessThan(4);
    expect(bounded).toBeLessThan(youngMegabytes([]));
  });
});
