import { clockText, spanText } from './time-text';

describe('spanText', () => {
  it.each([
    [-50, '0 s'],
    [12_400, '12 s'],
    [89_000, '89 s'],
    [90_000, '1 min'],
    [240_000, '4 min'],
    [3 * 3_600_000, '3 h'],
  ])('says %i ms as %s', (milliseconds, text) => {
    expect(spanText(milliseconds)).toBe(text);
  });
});

describe('clockText', () => {
  const now = new Date(2026, 10, 23, 15, 0).getTime();

  it('says only the hour today', () => {
    expect(clockText(new Date(2026, 10, 23, 9, 12).toISOString(), now)).toBe('09:12');
  });

  it('says the day too when it was another one', () => {
    expect(clockText(new Date(2026, 10, 22, 9, 12).toISOString(), now)).toMatch(/22.*09:12/);
  });
});
