import { ClockJumpDetector } from './clock-jump-detector';

describe('ClockJumpDetector', () => {
  let [wall, monotonic] = [0, 0];
  const pass = (ms: number) => ([wall, monotonic] = [wall + ms, monotonic + ms]);

  beforeEach(() => {
    [wall, monotonic] = [1_000_000, 500];
    jest.spyOn(Date, 'now').mockImplementation(() => wall);
    jest.spyOn(performance, 'now').mockImplementation(() => monotonic);
  });
  afterEach(() => jest.restoreAllMocks());

  it.each([3_600_000, -3_600_000, 1000, -1000])('finds a jump of %s ms, and finds it once', (jump) => {
    const jumps = new ClockJumpDetector();
    pass(60_000);
    wall += jump;
    expect(jumps.hasJumped()).toBe(true);
    pass(1000);
    expect(jumps.hasJumped()).toBe(false);
  });

  it('ignores passing time and small corrections', () => {
    const jumps = new ClockJumpDetector();
    for (let turn = 0; turn < 10; turn += 1) {
      pass(3_600_000);
      wall += 900;
      expect(jumps.hasJumped()).toBe(false);
    }
  });
});
