import { CAMERA_TEST_LIMITS, CameraTestTurns } from './camera-test-turns';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

describe('CameraTestTurns', () => {
  let turns: CameraTestTurns;
  beforeEach(() => {
    turns = new CameraTestTurns();
  });

  it('tests a pit once at a time', () => {
    expect(turns.begin(1, 7, at(0))).toBeNull();
    expect(turns.begin(2, 7, at(1))).toBe(10);
    turns.end(7);
    expect(turns.begin(2, 7, at(2))).toBeNull();
  });

  it('tests four pits at a time', () => {
    const waits = [1, 2, 3, 4, 5].map((pit) => turns.begin(pit, pit, at(0)));
    expect(waits).toEqual([null, null, null, null, 10]);
    turns.end(2);
    expect(turns.begin(5, 5, at(1))).toBeNull();
  });

  it('begins ten tests a minute for a person, and tells when the next may begin', () => {
    const test = (person: number, seconds: number) => {
      const wait = turns.begin(person, 7, at(seconds));
      if (wait === null) turns.end(7);
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
    turns.begin(1, 7, at(0));
    for (let n = 0; n < 20; n += 1) expect(turns.begin(2, 7, at(0))).toBe(10);
    turns.end(7);
    expect(turns.begin(2, 7, at(1))).toBeNull();
  });
});
