import { parseDuration } from './duration';

describe('durations', () => {
  it.each([
    ['10s', 10_000],
    ['1h0m0s', 3_600_000],
    ['24h0m0s', 86_400_000],
    ['1d', 86_400_000],
    ['3d', 259_200_000],
    ['200ms', 200],
    ['1m30.5s', 90_500],
    ['0', 0],
    ['0s', 0],
    ['-5s', -5000],
  ])('reads %s as %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '10', 's', '10 s', '1x', 'tcp', 'rtsp://10s'])('does not read %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
