/** @jest-environment node */
import {
  formatAge,
  formatBytes,
  formatDuration,
  formatList,
  formatMilliseconds,
  formatRecent,
  formatShare,
} from './formats';
import { chooseLanguage } from './language';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('formats', () => {
  it.each([
    [-50, '0 sec'],
    [12_400, '12 sec'],
    [89 * SECOND, '89 sec'],
    [90 * SECOND, '1 min'],
    [240 * SECOND, '4 min'],
    [3 * HOUR, '3 hr'],
    [179 * HOUR, '7 days'],
  ])('show an age of %i ms as %s', (age, shown) => {
    expect(formatAge(age)).toBe(shown);
  });

  it.each([
    [12 * SECOND, '12 sec'],
    [240 * SECOND, '4 min'],
    [3 * HOUR, '3 hr'],
    [3 * HOUR + 20 * MINUTE, '3 hr 20 min'],
    [52 * HOUR, '2 days 4 hr'],
    [48 * HOUR, '2 days'],
  ])('show a length of %i ms as %s', (length, shown) => {
    expect(formatDuration(length)).toBe(shown);
  });

  it.each([
    [40, '40 ms'],
    [2_130, '2.1 sec'],
  ])('show %i ms as %s', (span, shown) => {
    expect(formatMilliseconds(span)).toBe(shown);
  });

  it.each([
    [1, '100%'],
    [0.99999, '99.9%'],
    [0.987, '98.7%'],
    [0.5, '50%'],
    [0.00001, '0.1%'],
    [0, '0%'],
  ])('show a share of %d as %s', (share, shown) => {
    expect(formatShare(share)).toBe(shown);
  });

  it.each([
    [400, '0 kB'],
    [850_400, '850 kB'],
    [12_340_000, '12.3 MB'],
    [1_204_000_000, '1.20 GB'],
  ])('show %i bytes as %s', (bytes, shown) => {
    expect(formatBytes(bytes)).toBe(shown);
  });

  it('show the day only where it is not today', () => {
    const now = new Date(2026, 10, 23, 15, 0);
    expect(formatRecent(new Date(2026, 10, 23, 9, 12), now)).toBe('09:12');
    expect(formatRecent(new Date(2026, 10, 22, 9, 12), now)).toMatch(/22.*09:12/);
  });

  it('join names', () => {
    expect(formatList(['a', 'b'])).toBe('a and b');
  });
});

describe('the language', () => {
  it('is the first language of the browser that has catalogs, else English', () => {
    expect(chooseLanguage(['xx', 'en-GB'])).toBe('en');
    expect(chooseLanguage(['xx'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });
});
