import { USUAL_NEED } from '@ppf/sizing';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigFaults } from '../config/read-settings';
import { planInstallationSize, SIZE_OPTIONS, sizeTable } from './plan-size';

const OPTIONS = {
  measure: { type: 'boolean' as const },
  ...Object.fromEntries(Object.keys(SIZE_OPTIONS).map((name) => [name, { type: 'string' as const }])),
};
const GUIDE = path.resolve(__dirname, '../../../../docs/guides/sizing.md');
const commands = [...readFileSync(GUIDE, 'utf8').matchAll(/^npm run cli -- plan-size (.*)$/gm)].map(
  ([, given = '']) => given,
);

describe('plan-size', () => {
  it.each(commands)('takes what the guide gives it: %s', async (given) => {
    const { values } = parseArgs({ args: given.split(' '), options: OPTIONS });
    // Measuring needs an installation; MeasureMediaStreams is tested by itself.
    expect(await planInstallationSize({ ...values, measure: false })).toContain('Machine: ');
  });

  it('tells each resource with what it rests on, and the machine', async () => {
    const told = await planInstallationSize({ pits: '20', 'main-mbits': '6.5', 'watched-main': '10' });
    expect(told).toContain('20 pits of 6.5 + 0.5 Mbit/s, 10 main and 12 second streams watched, 0 recorded');
    expect(told).toMatch(/^ +147 Mbit\/s in$/m);
    expect(told).toMatch(
      /^ +137 {2}main streams \(computed: 20 × 6\.5 Mbit\/s and 5 % for packet headers\)$/m,
    );
    expect(told).toMatch(/^Machine: \d+ cores, \d+ GB of memory, \d+ GB of disk, \d+ Mbit\/s\.$/m);
    expect(told).toMatch(/^- The workshop's own line must send/m);
  });

  it('plans a usual workshop when nothing is given', async () => {
    expect(await planInstallationSize({})).toBe(sizeTable(USUAL_NEED));
    expect(await planInstallationSize({ 'no-instant-picture': true })).not.toContain('instant picture');
  });

  it.each(Object.keys(SIZE_OPTIONS))('refuses what is no number for --%s', async (option) => {
    for (const text of ['many', '-1', '1e9', ''])
      await expect(planInstallationSize({ [option]: text })).rejects.toThrow(ConfigFaults);
  });
});
