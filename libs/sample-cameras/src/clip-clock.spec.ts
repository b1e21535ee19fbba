import { ClipClock, type TimedFrame } from './clip-clock';
import { type H264Clip } from './h264-clip';

const clip: H264Clip = {
  accessUnits: [0, 1, 2].map((at) => ({ nals: [Buffer.from([at])], key: at === 0 })),
  sps: Buffer.alloc(0),
  pps: Buffer.alloc(0),
};

describe('ClipClock', () => {
  let frames: TimedFrame[] = [];
  let clock: ClipClock;
  const steps = (): number[] =>
    frames.slice(1).map(({ timestamp }, at) => timestamp - (frames[at]?.timestamp ?? 0));

  beforeEach(() => {
    jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate'] });
    frames = [];
    clock = new ClipClock(clip);
  });

  afterEach(() => {
    clock.close();
    jest.useRealTimers();
  });

  it('sends 25 pictures per second, evenly across the end of the loop', () => {
    clock.observe((frame) => frames.push(frame));
    jest.advanceTimersByTime(1000);
    expect(frames.length).toBeGreaterThanOrEqual(25);
    expect(frames.length).toBeLessThanOrEqual(26);
    expect(new Set(steps())).toEqual(new Set([3600]));
    expect(frames.slice(0, 4).map(({ key }) => key)).toEqual([true, false, false, true]);
  });

  it('sends nothing while frozen, then the next picture with a later timestamp', () => {
    clock.observe((frame) => frames.push(frame));
    jest.advanceTimersByTime(100);
    clock.freeze();
    const before = frames.length;
    jest.advanceTimersByTime(2000);
    expect(frames).toHaveLength(before);
    clock.resume();
    jest.advanceTimersByTime(0);
    expect(frames).toHaveLength(before + 1);
    expect(frames[before]?.nals[0]?.[0]).toBe(before % 3);
    expect(steps()[before - 1]).toBeGreaterThan(2 * 90_000 - 3600);
  });

  it('sends pictures at the configured frame rate', () => {
    clock.observe((frame) => frames.push(frame));
    clock.setFrameRate(5);
    frames = [];
    jest.advanceTimersByTime(2000);
    expect(frames).toHaveLength(10);
    expect(new Set(steps())).toEqual(new Set([18_000]));
  });

  it('does not catch up after the process was suspended', () => {
    clock.observe((frame) => frames.push(frame));
    jest.advanceTimersByTime(80);
    frames = [];
    jest.setSystemTime(60_000);
    jest.advanceTimersByTime(40);
    expect(frames.length).toBeLessThan(5);
  });

  it('halts without observers', () => {
    const end = clock.observe((frame) => frames.push(frame));
    end();
    frames = [];
    jest.advanceTimersByTime(1000);
    expect(frames).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
