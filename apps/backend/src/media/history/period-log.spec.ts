import { type PeriodEntry, PeriodLog } from './period-log';
import { type PeriodState } from './stream-period';

const PATH = 'workshop-1/pit-1';
const short = ({ state, beganAt, endedAt }: PeriodEntry) => [state, beganAt, endedAt];

/** What waits after readings at these instants. */
function after(readings: readonly (readonly [number, PeriodState | null])[], log = new PeriodLog(0)) {
  for (const [at, state] of readings) {
    log.beginPoll(at);
    log.record(PATH, state);
  }
  return log;
}

describe('the log of an observer', () => {
  it.each<[string, [number, PeriodState | null][], unknown[]]>([
    [
      'one that goes on',
      [
        [1, 'up'],
        [2, 'up'],
        [3, 'up'],
      ],
      [['up', 1, null]],
    ],
    [
      'one after the other',
      [
        [1, 'up'],
        [2, 'stalled'],
        [3, 'up'],
      ],
      [
        ['up', 1, 2],
        ['stalled', 2, 3],
        ['up', 3, null],
      ],
    ],
    [
      'nothing of a stream that is not known',
      [
        [1, null],
        [2, null],
      ],
      [],
    ],
    [
      'the end of one that no longer exists',
      [
        [1, 'up'],
        [5, null],
        [6, null],
      ],
      [['up', 1, 5]],
    ],
    [
      'no time twice, when the clock goes back a little',
      [
        [10, 'up'],
        [8, 'offline'],
      ],
      [['offline', 10, null]],
    ],
    [
      'no time in between, when the clock is set back',
      [
        [90_000, 'up'],
        [91_000, 'up'],
        [10, 'up'],
      ],
      [
        ['up', 90_000, 91_000],
        ['up', 10, null],
      ],
    ],
  ])('holds %s', (_, readings, entries) => {
    expect(after(readings).batch().entries.map(short)).toEqual(entries);
  });

  it('contains the periods up to the last poll when the media server stops responding', () => {
    const log = after([
      [1, 'up'],
      [4000, 'up'],
    ]);
    log.closeAll();
    expect(log.batch().entries.map(short)).toEqual([['up', 1, 4000]]);
    expect(log.batch().observedUntil).toBe(4000);
  });

  it('writes a change once, and one that came while it was written with the next batch', () => {
    const log = after([[1, 'up']]);
    const batch = log.batch();
    after([[2, 'offline']], log);
    log.markWritten(batch);
    expect(log.batch().entries.map(short)).toEqual([
      ['up', 1, 2],
      ['offline', 2, null],
    ]);
    log.markWritten(log.batch());
    expect(log.batch()).toMatchObject({ id: batch.id, entries: [] });
  });

  it('waits in bounded memory, and keeps the end of periods that are stored as open', () => {
    const log = after([[1, 'up']]);
    log.markWritten(log.batch());
    for (let at = 2; at < 10_000; at += 1) after([[at, at % 2 ? 'up' : 'offline']], log);
    const entries = log.batch().entries.map(short);
    expect(entries.length).toBeLessThanOrEqual(65);
    expect(entries[0]).toEqual(['up', 1, 2]);
    expect(entries.at(-1)).toEqual(['up', 9999, null]);
    // Dropped entries leave a gap, which no period spans.
    expect(entries.slice(0, -1).every(([, , endedAt]) => endedAt !== null)).toBe(true);
  });
});
