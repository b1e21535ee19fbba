import { isTimeZone, offsetStretches } from './zone-clock';

const at = (iso: string) => Date.parse(iso);
const HOUR = 3_600_000;

describe('zone offsets', () => {
  it.each([
    ['Europe/Berlin', true],
    ['europe/BERLIN', true],
    ['America/Argentina/Buenos_Aires', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+02:00', false],
    ['', false],
  ])('recognizes the time zone %s: %s', (name, known) => {
    expect(isTimeZone(name)).toBe(known);
  });

  it('is created once for all spellings of a name', () => {
    const created = jest.spyOn(Intl, 'DateTimeFormat');
    const letters = [...'pacific/chatham'];
    for (let spelling = 0; spelling < 4096; spelling += 1) {
      const name = letters.map((letter, index) => ((spelling >> index) & 1 ? letter.toUpperCase() : letter));
      expect([...offsetStretches(name.join(''), 0, 0)]).toHaveLength(1);
    }
    expect(created).toHaveBeenCalledTimes(1);
    created.mockRestore();
  });

  it.each<[string, string, string, string, [string, number][]]>([
    [
      'an hour without a change',
      'Europe/Berlin',
      '2026-01-10T10:00Z',
      '2026-01-10T11:00Z',
      [['2026-01-10T10:00Z', 1]],
    ],
    [
      'forward',
      'Europe/Berlin',
      '2026-03-29T00:30Z',
      '2026-03-29T01:30Z',
      [
        ['2026-03-29T01:00Z', 2],
        ['2026-03-29T00:30Z', 1],
      ],
    ],
    [
      'back',
      'America/New_York',
      '2026-11-01T05:59Z',
      '2026-11-01T06:00Z',
      [
        ['2026-11-01T06:00Z', -5],
        ['2026-11-01T05:59Z', -4],
      ],
    ],
    [
      'half an hour',
      'Australia/Lord_Howe',
      '2026-04-04T14:00Z',
      '2026-04-04T16:00Z',
      [
        ['2026-04-04T15:00Z', 10.5],
        ['2026-04-04T14:00Z', 11],
      ],
    ],
    [
      'a day that does not exist',
      'Pacific/Apia',
      '2011-12-30T09:00Z',
      '2011-12-30T11:00Z',
      [
        ['2011-12-30T10:00Z', 14],
        ['2011-12-30T09:00Z', -10],
      ],
    ],
  ])('splits time where it is changed: %s', (_what, zone, from, to, stretches) => {
    const found = [...offsetStretches(zone, at(from), at(to))];
    expect(found.map(({ from: begin, offset }) => [begin, offset / HOUR])).toEqual(
      stretches.map(([begin, offset]) => [at(begin), offset]),
    );
    expect(found[0]?.to).toBe(at(to));
    found.slice(1).forEach((older, index) => expect(older.to).toBe((found[index]?.from ?? 0) - 1));
  });
});
