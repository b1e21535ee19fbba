import { decideNextWrite, type NextWrite, WRITE_SPACING_MS, type WriteState } from './decide-next-write';

const TARGET = { id: 'new', settingsId: 's', pathsBy: 'file' } as const;
const OLD = { id: 'old', settingsId: 's' };
const SETTLED: WriteState = {
  target: TARGET,
  onDisk: { id: 'new', settingsId: 's' },
  writtenAt: 0,
  attempts: 1,
  loaded: 'new',
  isReachable: true,
  wasReachable: true,
  answeredAt: 100_000,
  hasDrifted: false,
  rejected: null,
  hasPrevious: true,
};
const write = (reason: string) => ({ action: 'write', reason }) as NextWrite;
const NONE: NextWrite = { action: 'none' };
const wait = (inMs: number): NextWrite => ({ action: 'wait', inMs });
const NOW = 100_000;

describe('the next write', () => {
  it.each<[string, Partial<WriteState>, NextWrite, number?]>([
    ['nothing to do', {}, NONE],
    ['nothing planned', { target: null, onDisk: null }, NONE],
    [
      'no file yet, MediaMTX does not run yet',
      { onDisk: null, writtenAt: null, isReachable: false, loaded: null, wasReachable: false },
      write('no-file'),
    ],
    ['a file changed by hand or with another key', { onDisk: null }, write('no-file')],
    ['a change', { onDisk: OLD, loaded: 'old' }, write('changed')],
    [
      'a change while MediaMTX is down',
      { onDisk: OLD, loaded: null, isReachable: false, answeredAt: 50_000 },
      write('changed'),
    ],
    ['a change 500 ms after a write', { onDisk: OLD, writtenAt: NOW - 500 }, wait(WRITE_SPACING_MS - 500)],
    [
      'a file changed by hand 500 ms after a write',
      { onDisk: null, writtenAt: NOW - 500 },
      wait(WRITE_SPACING_MS - 500),
    ],
    ['a write that was not loaded yet', { loaded: 'old', writtenAt: NOW - 1000 }, wait(5000)],
    ['a write that MediaMTX did not notice', { loaded: 'old', writtenAt: NOW - 6000 }, write('not-loaded')],
    ['a second one', { loaded: 'old', writtenAt: NOW - 6000, attempts: 2 }, wait(6000)],
    ['the tenth one', { loaded: 'old', writtenAt: NOW - 59_000, attempts: 10 }, wait(1000)],
    ['MediaMTX started with another file', { loaded: null, writtenAt: null }, write('not-loaded')],
    ['MediaMTX is down with the right file', { loaded: null, isReachable: false }, NONE],
    ['paths that another client changed', { hasDrifted: true }, write('drifted')],
    ['a clock that went back', { onDisk: OLD, writtenAt: NOW + 50_000 }, wait(WRITE_SPACING_MS)],
    [
      'API mode: the paths of the file stay',
      { target: { ...TARGET, pathsBy: 'api' }, onDisk: OLD, loaded: 'old' },
      NONE,
    ],
    [
      'API mode: until MediaMTX is down',
      {
        target: { ...TARGET, pathsBy: 'api' },
        onDisk: OLD,
        loaded: null,
        isReachable: false,
        answeredAt: 50_000,
      },
      write('changed'),
    ],
    [
      'API mode: other settings',
      { target: { ...TARGET, pathsBy: 'api', settingsId: 't' }, onDisk: OLD, loaded: 'old' },
      write('changed'),
    ],
    [
      'API mode: paths that the API created',
      { target: { ...TARGET, pathsBy: 'api' }, hasDrifted: true },
      NONE,
    ],
    [
      'MediaMTX ended after a write',
      { isReachable: false, loaded: null, writtenAt: NOW - 10_000, answeredAt: NOW - 10_100 },
      { action: 'restore' },
    ],
    [
      'MediaMTX is silent for 9 s after a write',
      { isReachable: false, loaded: null, writtenAt: NOW - 9000, answeredAt: NOW - 9100 },
      NONE,
    ],
    [
      'MediaMTX was killed long after a write',
      { isReachable: false, loaded: null, writtenAt: NOW - 60_000, answeredAt: NOW - 20_000 },
      NONE,
    ],
    [
      'MediaMTX did not run before the write',
      { isReachable: false, loaded: null, writtenAt: NOW - 60_000, answeredAt: null, wasReachable: false },
      NONE,
    ],
    ['a file that was rejected', { onDisk: OLD, loaded: 'old', rejected: 'new' }, NONE],
    ['the next one after it', { onDisk: OLD, loaded: 'old', rejected: 'another' }, write('changed')],
  ])('%s', (_, change, expected) => {
    expect(decideNextWrite({ ...SETTLED, ...change }, NOW)).toEqual(expected);
  });

  it('writes once per 1.3 s for 100 changes per second', () => {
    let writtenAt: number | null = null;
    const writes: number[] = [];
    for (let now = 0; now < 10_000; now += 10) {
      const state = { ...SETTLED, target: { ...TARGET, id: `at-${now}` }, writtenAt };
      if (decideNextWrite(state, now).action !== 'write') continue;
      writtenAt = now;
      writes.push(now);
    }
    expect(writes).toHaveLength(8);
    expect(writes.slice(1).every((at, index) => at - (writes[index] ?? 0) >= WRITE_SPACING_MS)).toBe(true);
  });
});
