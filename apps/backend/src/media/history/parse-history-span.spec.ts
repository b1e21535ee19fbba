import { parseHistorySpan } from './parse-history-span';

const now = Date.parse('2026-03-10T12:00:00Z');
const iso = (instant: number) => new Date(instant).toISOString();

describe('parseHistorySpan', () => {
  it.each([
    ['the last day', {}, ['2026-03-09T12:00:00.000Z', '2026-03-10T12:00:00.000Z']],
    [
      'the day before an end',
      { to: '2026-03-01T00:00:00Z' },
      ['2026-02-28T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ],
    [
      'the requested span',
      { from: '2026-03-01T00:00:00+01:00', to: '2026-03-02T00:00:00Z' },
      ['2026-02-28T23:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ],
    [
      'no time in the future',
      { from: '2026-03-10T00:00:00Z', to: '2027-01-01T00:00:00Z' },
      ['2026-03-10T00:00:00.000Z', '2026-03-10T12:00:00.000Z'],
    ],
    [
      'no time before the pit was created',
      { from: '2026-01-01T00:00:00Z' },
      ['2026-02-01T00:00:00.000Z', '2026-03-10T12:00:00.000Z'],
    ],
    [
      'an empty span before the pit was created',
      { to: '2026-01-15T00:00:00Z' },
      ['2026-01-15T00:00:00.000Z', '2026-01-15T00:00:00.000Z'],
    ],
  ])('is %s', (_, query, span) => {
    const { from, to } = parseHistorySpan(query, Date.parse('2026-02-01T00:00:00Z'), now);
    expect([iso(from), iso(to)]).toEqual(span);
  });

  it.each([
    ['a begin after its end', { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' }, 'from'],
    ['a begin that is to come', { from: '2026-03-11T00:00:00Z' }, 'from'],
    ['more than 92 days', { from: '2025-12-01T00:00:00Z' }, 'from'],
    ['an instant without its offset', { to: '2026-03-01T00:00:00' }, 'to'],
    ['a day', { from: '2026-03-01' }, 'from'],
    ['a week', { from: '2026-W10' }, 'from'],
  ])('is not %s', (_, query, field) => {
    const refusal = {
      code: 'validation-failed',
      details: {
        errors: [
          {
            field,
            message: expect.objectContaining({ id: expect.stringMatching(/^media\.history\./) }) as unknown,
          },
        ],
      },
    };
    expect(() => parseHistorySpan(query, 0, now)).toThrow(expect.objectContaining(refusal) as Error);
  });
});
