import { measureWorkload } from './measure-workload';
import { describeItem, describeNote } from './english-text';
import { planCapacity, type Resource, type ResourceItemCode } from './plan-capacity';
import { type Workload, TYPICAL_WORKLOAD } from './workload';

const NOTHING: Workload = {
  ...TYPICAL_WORKLOAD,
  pits: 0,
  watchedMain: 0,
  watchedSub: 0,
  instantPicture: false,
};
const amountOf = ({ items }: Resource, code: ResourceItemCode) =>
  items.find((item) => item.code === code)?.amount ?? 0;

describe('planCapacity', () => {
  it('sums incoming and outgoing bitrates with packet headers', () => {
    const { inMbits, outMbits } = planCapacity({
      ...NOTHING,
      pits: 10,
      mainMbits: 4,
      subMbits: 1,
      watchedMain: 3,
      watchedSub: 20,
    });
    expect(inMbits.total).toBeCloseTo(50 * 1.05);
    expect(outMbits.total).toBeCloseTo(32 * 1.05);
  });

  it('calculates recordings from bitrate, hours and days', () => {
    const { diskGb } = planCapacity({
      ...NOTHING,
      recorded: 10,
      mainMbits: 4,
      recordedHours: 24,
      keptDays: 7,
    });
    // 4 Mbit/s are 1.8 GB per hour.
    expect(amountOf(diskGb, 'recordings')).toBeCloseTo(10 * 1.8 * 24 * 7);
  });

  it('calculates monthly traffic from the hours with viewers', () => {
    const { trafficTb } = planCapacity({ ...NOTHING, watchedMain: 10, mainMbits: 4, watchedHours: 10 });
    expect(trafficTb.total).toBeCloseTo((10 * 4.2 * 3600 * 10 * 30) / 8 / 1e6);
  });

  it('explains each item and omits items without an amount', () => {
    const plan = planCapacity(TYPICAL_WORKLOAD);
    const resources = [plan.inMbits, plan.outMbits, plan.trafficTb, plan.cores, plan.memoryMb, plan.diskGb];
    for (const { items, total } of resources) {
      expect(items).not.toEqual([]);
      expect(total).toBeCloseTo(items.reduce((sum, { amount }) => sum + amount, 0));
      for (const item of items) {
        expect(item.amount).toBeGreaterThan(0);
        expect(describeItem(item).explanation).not.toMatch(/undefined|NaN/);
      }
    }
    expect(amountOf(plan.cores, 'ffmpeg-cpu')).toBe(0);
    expect(amountOf(plan.diskGb, 'recordings')).toBe(0);
  });

  it.each<[keyof Workload, 'inMbits' | 'outMbits' | 'cores' | 'memoryMb' | 'diskGb']>([
    ['pits', 'cores'],
    ['pits', 'memoryMb'],
    ['mainMbits', 'inMbits'],
    ['mainMbits', 'cores'],
    ['watchedMain', 'cores'],
    ['watchedSub', 'memoryMb'],
    ['reencoded', 'cores'],
    ['recorded', 'cores'],
    ['keyFrameSeconds', 'memoryMb'],
    ['keptDays', 'diskGb'],
  ])('increases with the input: %s, %s', (field, resource) => {
    const workload = { ...TYPICAL_WORKLOAD, recorded: 2 };
    const more = planCapacity({ ...workload, [field]: (workload[field] as number) + 5 });
    expect(more[resource].total).toBeGreaterThan(planCapacity(workload)[resource].total);
  });

  it('recommends the minimum of the setup guide for a workshop of twelve bays', () => {
    expect(planCapacity(TYPICAL_WORKLOAD).machine).toEqual({
      cores: 2,
      memoryGb: 2,
      diskGb: 20,
      linkMbits: 100,
    });
  });

  it.each<[string, Partial<Workload>, RegExp]>([
    ['the workshop’s line', {}, /own line must send 57 Mbit\/s/],
    ['more streams than one media server restores quickly', { pits: 300 }, /plan 2 media servers/],
    ['a saturated link', { watchedMain: 300 }, /One link of 1 Gbit\/s is not enough/],
    ['walls without second streams', { subMbits: 0, watchedSub: 0 }, /all viewers get the main streams/],
    ['missing second streams', { subMbits: 0 }, /the cameras have none/],
    ['re-encoding', { reencoded: 1 }, /Re-encoding uses by far the most CPU/],
    ['a long key frame interval', { keyFrameSeconds: 10 }, /Key frame intervals above 4 s/],
  ])('notes %s', (_, change, note) => {
    expect(
      planCapacity({ ...TYPICAL_WORKLOAD, ...change })
        .notes.map(describeNote)
        .join('\n'),
    ).toMatch(note);
  });

  it('plans an empty workload', () => {
    const plan = planCapacity(NOTHING);
    expect([plan.inMbits.total, plan.outMbits.total]).toEqual([0, 0]);
    expect(plan.machine.cores).toBe(2);
  });

  it('rounds up beyond the largest machine', () => {
    const { machine } = planCapacity({ ...NOTHING, recorded: 100, keptDays: 100, recordedHours: 24 });
    expect(machine.diskGb % 1000).toBe(0);
    expect(machine.diskGb).toBeGreaterThan(400_000);
  });
});

describe('measureWorkload', () => {
  it('averages known bitrates and sums viewers', () => {
    expect(
      measureWorkload([
        { stream: 'main', bitsPerSecond: 2_000_000, viewers: 2 },
        { stream: 'main', bitsPerSecond: 3_000_000, viewers: 0 },
        { stream: 'main', bitsPerSecond: null, viewers: 1 },
        { stream: 'sub', bitsPerSecond: 300_000, viewers: 4 },
      ]),
    ).toEqual({ pits: 3, mainMbits: 2.5, watchedMain: 3, subMbits: 0.3, watchedSub: 4 });
  });

  it('omits what could not be measured', () => {
    expect(measureWorkload([])).toEqual({});
    expect(measureWorkload([{ stream: 'sub', bitsPerSecond: null, viewers: 0 }])).toEqual({ watchedSub: 0 });
  });

  it('counts no second streams if no camera has one', () => {
    expect(measureWorkload([{ stream: 'main', bitsPerSecond: null, viewers: 0 }])).toEqual({
      pits: 1,
      watchedMain: 0,
      subMbits: 0,
      watchedSub: 0,
    });
  });
});
