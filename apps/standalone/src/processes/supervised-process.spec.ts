import { restartDelayMs } from './supervised-process';

describe('the delay before a program is started again', () => {
  it.each([
    [undefined, [250, 500, 1000, 2000, 5000, 10_000, 10_000]],
    [1000, [250, 500, 1000, 1000, 1000, 1000, 1000]],
  ])('with a maximum of %s ms', (maxMs, delays) => {
    expect(delays.map((_, deaths) => restartDelayMs(deaths, maxMs))).toEqual(delays);
  });
});
