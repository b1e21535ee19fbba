import { CAMERA_TEST_LIMITS, CameraTestLimiter } from './camera-test-limiter';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

describe('CameraTestTurns', () => {
  let turns: CameraTestLimiter;
  beforeEach(() => {
    turns = new CameraTestLimiter();
  });

  it('tests a pit once at a time', () => {
    expect(turns.tryStart(1, 7, at(0))).toBeNull();
    expect(turns.tryStart(2, 7, at(1))).toBe(10);
    turns.finish(7);
    expect(turns.tryStart(2, 7, at(2))).toBeNull();
  });

  it('tests four pits at a time', () => {
    const waits = [1, 2, 3, 4, 5].map((pit) => turns.tryStart(pit, pit, at(0)));
    expect(waits).toEqual([null, null, null, null, 10]);
    turns.finish(2);
    expect(turns.tryStart(5, 5, at(1))).toBeNull();
  });

  it('begins ten tests a minute for a person, and tells when the next may begin', () => {
    const test = (person: number, seconds: number) => {
      const wait = turns.tryStart(person, 7, at(seconds));
      if (wait === null) turns.finish(7);
      return wait;
    };
    for (let n = 0; n < CAMERA_TEST_LIMITS.person; n += 1) expect(test(1, n)).toBeNull();
    expect(test(1, 10)).toBe(50);
    expect(test(2, 10)).toBeNull();
    expect(test(1, 59.5)).toBe(1);
    expect(test(1, 60)).toBeNull();
    expect(test(1, 60.5)).toBe(1);
  });

  it('counts no test that could not begin', () => {
    turns.tryStart(1, 7, at(0));
    for (let n = 0; n < 20; n += 1) expect(turns.tryStart(2, 7, at(0))).toBe(10);
    turns.finish(7);
    expect(turns.tryStart(2, 7, at(1))).toBeNull();
  });
});
