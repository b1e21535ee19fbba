import { WORKLOAD_LIMITS, TYPICAL_WORKLOAD } from '@ppf/capacity';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigFaults } from '../config/read-settings';
import { toOptionName } from './option-name';
import { planInstallationSize, type PlanSizeOptions, toCapacityTable } from './plan-size';
import { createProgram } from './program';

const GUIDE = path.resolve(__dirname, '../../../../docs/guides/capacity-planning.md');
const commands = [...readFileSync(GUIDE, 'utf8').matchAll(/^npm run cli -- plan-size (.*)$/gm)].map(
  ([, args = '']) => args,
);

describe('plan-size', () => {
  /** Parses options with the real command line. */
  function parse(args: readonly string[]): PlanSizeOptions {
    const command = createProgram(() => undefined).commands.find((each) => each.name() === 'plan-size');
    command?.parseOptions([...args]);
    return command?.opts() ?? {};
  }

  it('finds the commands of the guide', () => expect(commands).not.toEqual([]));

  it.each(commands)('accepts the options of the guide: %s', async (args) => {
    // Measuring needs an installation; MeasureMediaStreams has its own tests.
    expect(await planInstallationSize({ ...parse(args.split(' ')), measure: false })).toContain('Machine: ');
  });

  it('prints each resource with its basis, and the machine', async () => {
    const options = parse(['--pits', '20', '--main-mbits', '6.5', '--watched-main', '10']);
    const text = await planInstallationSize(options);
    expect(text).toContain('20 pits of 6.5 + 0.5 Mbit/s, 10 main and 12 second streams watched, 0 recorded');
    expect(text).toMatch(/^ +147 Mbit\/s in$/m);
    expect(text).toMatch(
      /^ +137 {2}Main streams \(computed: 20 × 6\.5 Mbit\/s and 5% for packet headers\)$/m,
    );
    expect(text).toMatch(/^Machine: \d+ cores, \d+ GB of memory, \d+ GB of disk, \d+ Mbit\/s\.$/m);
    expect(text).toMatch(/^- The workshop’s own line must send/m);
  });

  it('plans a typical workshop without options', async () => {
    expect(await planInstallationSize({})).toBe(toCapacityTable(TYPICAL_WORKLOAD));
    expect(await planInstallationSize(parse(['--no-instant-picture']))).not.toContain('instant picture');
  });

  it.each(Object.keys(WORKLOAD_LIMITS))('refuses values of %s that are not numbers', async (name) => {
    for (const text of ['many', '-1', '1e9', ''])
      await expect(planInstallationSize(parse([`--${toOptionName(name)}=${text}`]))).rejects.toThrow(
        ConfigFaults,
      );
  });
});
