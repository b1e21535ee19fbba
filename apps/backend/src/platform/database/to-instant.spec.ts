import { toInstant } from './to-instant';

describe('toInstant', () => {
  it.each([
    [new Date('2026-11-30T20:00:00.5Z'), '2026-11-30T20:00:00.500Z'],
    [Infinity, '9999-12-31T23:59:59.999Z'],
    [-Infinity, '0001-01-01T00:00:00.000Z'],
    [new Date(NaN), '9999-12-31T23:59:59.999Z'],
  ])('of %p is %s', (value, text) => {
    expect(toInstant(value as Date)).toBe(text);
  });
});
