import { measureWorkload } from './measure-workload';
import { planCapacity, type Resource } from './plan-capacity';
import { type Workload, TYPICAL_WORKLOAD } from './workload';

const NOTHING: Workload = {
  ...TYPICAL_WORKLOAD,
  pits: 0,
  watchedMain: 0,
  watchedSub: 0,
  instantPicture: false,
};
const part = ({ parts }: Resource, of: string) => parts.find((each) => each.of === of)?.amount ?? 0;

describe('planCapacity', () => {
  it('adds up what cameras send and viewers get, headers included', () => {
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

  it('counts recordings by the stream, the hours and the days', () => {
    const { diskGb } = planCapacity({
      ...NOTHING,
      recorded: 10,
      mainMbits: 4,
      recordedHours: 24,
      keptDays: 7,
    });
    // 4 Mbit/s are 1.8 GB an hour.
    expect(part(diskGb, 'recordings')).toBeCloseTo(10 * 1.8 * 24 * 7);
  });

  it('counts a month of traffic by the hours in which somebody watches', () => {
    const { trafficTb } = planCapacity({ ...NOTHING, watchedMain: 10, mainMbits: 4, watchedHours: 10 });
    expect(trafficTb.total).toBeCloseTo((10 * 4.2 * 3600 * 10 * 30) / 8 / 1e6);
  });

  it('says what each figure rests on, and tells only of what takes something', () => {
    const plan = planCapacity(TYPICAL_WORKLOAD);
    const resources = [plan.inMbits, plan.outMbits, plan.trafficTb, plan.cores, plan.memoryMb, plan.diskGb];
    for (const { parts, total } of resources) {
      expect(total).toBeCloseTo(parts.reduce((sum, { amount }) => sum + amount, 0));
      for (const { amount, because } of parts) {
        expect(amount).toBeGreaterThan(0);
        expect(because).not.toBe('');
      }
    }
    expect(part(plan.cores, 'FFmpeg, re-encoding')).toBe(0);
    expect(part(plan.diskGb, 'recordings')).toBe(0);
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
  ])('takes more the more there is: %s, %s', (field, resource) => {
    const need = { ...TYPICAL_WORKLOAD, recorded: 2 };
    const more = planCapacity({ ...need, [field]: (need[field] as number) + 5 });
    expect(more[resource].total).toBeGreaterThan(planCapacity(need)[resource].total);
  });

  it('recommends what the setup guide calls its minimum for a workshop of twelve bays', () => {
    expect(planCapacity(TYPICAL_WORKLOAD).machine).toEqual({
      cores: 2,
      memoryGb: 2,
      diskGb: 20,
      linkMbits: 100,
    });
  });

  it.each<[string, Partial<Workload>, RegExp]>([
    ['a workshop’s line', {}, /own line must send 57 Mbit\/s/],
    ['more streams than one media server takes up again', { pits: 300 }, /plan 2 media servers/],
    ['more than a link of a gigabit', { watchedMain: 300 }, /One link of 1 Gbit\/s is not enough/],
    ['walls without second streams', { subMbits: 0, watchedSub: 0 }, /everybody gets the main streams/],
    ['second streams that are not there', { subMbits: 0 }, /the cameras have none/],
    ['re-encoding', { reencoded: 1 }, /Re-encoding takes by far the most processor/],
    ['rare key frames', { keyFrameSeconds: 10 }, /Key frames further apart than 4 s/],
  ])('warns of %s', (_, change, note) => {
    expect(planCapacity({ ...TYPICAL_WORKLOAD, ...change }).notes.join('\n')).toMatch(note);
  });

  it('plans with nothing at all', () => {
    const plan = planCapacity(NOTHING);
    expect([plan.inMbits.total, plan.outMbits.total]).toEqual([0, 0]);
    expect(plan.machine.cores).toBe(2);
  });

  it('rounds up what no single machine has', () => {
    const { machine } = planCapacity({ ...NOTHING, recorded: 100, keptDays: 100, recordedHours: 24 });
    expect(machine.diskGb % 1000).toBe(0);
    expect(machine.diskGb).toBeGreaterThan(400_000);
  });
});

describe('measureWorkload', () => {
  it('takes the mean of bitrates that are known, and adds viewers up', () => {
    expect(
      measureWorkload([
        { stream: 'main', bitsPerSecond: 2_000_000, viewers: 2 },
        { stream: 'main', bitsPerSecond: 3_000_000, viewers: 0 },
        { stream: 'main', bitsPerSecond: null, viewers: 1 },
        { stream: 'sub', bitsPerSecond: 300_000, viewers: 4 },
      ]),
    ).toEqual({ pits: 3, mainMbits: 2.5, watchedMain: 3, subMbits: 0.3, watchedSub: 4 });
  });

  it('says nothing of what is not there', () => {
    expect(measureWorkload([])).toEqual({});
    expect(measureWorkload([{ stream: 'sub', bitsPerSecond: null, viewers: 0 }])).toEqual({ watchedSub: 0 });
  });

  it('counts no second streams where cameras have none', () => {
    expect(measureWorkload([{ stream: 'main', bitsPerSecond: null, viewers: 0 }])).toEqual({
      pits: 1,
      watchedMain: 0,
      subMbits: 0,
      watchedSub: 0,
    });
  });
});
