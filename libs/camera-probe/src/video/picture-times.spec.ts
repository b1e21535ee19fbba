import { PictureTimes } from './picture-times';

const CLOCK = 90_000;
/** Numbers that look random and are the same in each run (a linear congruential generator). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
const RATES = [5, 12, 15, 25, 30, 50];
/** In the order in which they are sent, with as many B-frames before each P-frame. */
function inSendingOrder(count: number, bFrames: number): number[] {
  const group = bFrames + 1;
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return 0;
    const start = Math.floor((index - 1) / group) * group;
    const place = (index - 1) % group;
    return place === 0 ? start + group : start + place;
  });
}

interface Sent {
  readonly timestamp: number;
  readonly nowMs: number;
}
function watch(packets: readonly Sent[]): PictureTimes {
  const times = new PictureTimes(CLOCK);
  for (const { timestamp, nowMs } of packets) times.push(timestamp, nowMs);
  return times;
}

describe('PictureTimes', () => {
  it('measures the same wherever the RTP time wraps, with any rate, packets per picture, and B-frames', () => {
    const random = randomFrom(11);
    for (let round = 0; round < 300; round += 1) {
      const rate = RATES[random(RATES.length)] ?? 25;
      const bFrames = rate >= 15 ? random(3) : 0;
      const begin = round % 2 === 0 ? 0xffff_ffff - random(CLOCK * 3) : random(0xffff_ffff);
      const packets = inSendingOrder(rate * 4, bFrames).flatMap((place, index) =>
        Array.from({ length: 1 + random(4) }, () => ({
          timestamp: (begin + Math.round((place * CLOCK) / rate)) % 2 ** 32,
          nowMs: (index * 1_000) / rate + random(30),
        })),
      );
      const times = watch(packets);
      expect([times.rate, times.count, times.jumps, times.wentBack]).toEqual([
        rate,
        rate * 4,
        0,
        bFrames > 0,
      ]);
      expect(times.seconds).toBeCloseTo(4 - 1 / rate, 0);
    }
  });

  it('measures the same with a few timestamps that are wrong by seconds, hours or days, and counts them', () => {
    const random = randomFrom(5);
    for (let round = 0; round < 300; round += 1) {
      const begin = random(0xffff_ffff);
      const strays = new Set(Array.from({ length: 1 + random(4) }, () => 2 + 4 * random(24)));
      const packets = Array.from({ length: 100 }, (_, index) => {
        const off = (2_100 + random(80_000_000)) * (random(2) === 0 ? 90 : -90);
        const timestamp = begin + index * 3_600 + (strays.has(index) ? off : 0);
        return { timestamp: ((timestamp % 2 ** 32) + 2 ** 32) % 2 ** 32, nowMs: index * 40 };
      });
      const times = watch(packets);
      expect(times.rate).toBe(25);
      expect(times.jumps).toBe(strays.size);
      expect(times.wentBack).toBe(false);
      expect(times.seconds).toBeCloseTo(3.96, 1);
    }
  });

  it('continues after the clock was set, and counts one jump', () => {
    const random = randomFrom(3);
    for (let round = 0; round < 100; round += 1) {
      const set = 1 + random(98);
      const by = (1 + random(40_000)) * CLOCK * (random(2) === 0 ? 1 : -1) + 3 * CLOCK;
      const packets = Array.from({ length: 100 }, (_, index) => ({
        timestamp: (((index * 3_600 + (index >= set ? by : 0)) % 2 ** 32) + 2 ** 32) % 2 ** 32,
        nowMs: index * 40,
      }));
      const times = watch(packets);
      // A single last picture cannot be distinguished from one with a wrong time.
      expect([times.jumps, times.rate]).toEqual([set === 99 ? 0 : Math.abs(by) < CLOCK ? 0 : 1, 25]);
    }
  });

  it('counts no jump for a pause of the network and the burst after it', () => {
    const packets = Array.from({ length: 100 }, (_, index) => ({
      timestamp: index * 3_600,
      nowMs: index < 30 ? index * 40 : Math.max(5_000, index * 40),
    }));
    expect([watch(packets).jumps, watch(packets).rate]).toEqual([0, 25]);
  });

  it('measures a camera that sends a picture every five seconds', () => {
    const packets = Array.from({ length: 5 }, (_, index) => ({
      timestamp: index * 450_000,
      nowMs: index * 5_000,
    }));
    expect([watch(packets).jumps, watch(packets).rate]).toEqual([0, 0.2]);
  });

  it('averages timestamps that are alternately early and late', () => {
    const packets = Array.from({ length: 100 }, (_, index) => ({
      timestamp: index * 3_600 + (index % 2) * 1_800,
      nowMs: index * 40,
    }));
    expect(watch(packets).rate).toBeCloseTo(25, 0);
  });

  it('has no rate of one picture', () => {
    expect(watch([{ timestamp: 7, nowMs: 0 }])).toMatchObject({ rate: null, seconds: 0, count: 1 });
  });
});
