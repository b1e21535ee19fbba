import { REPORTER_TTL_MS, StatusReporters } from './status-reporters';

describe('StatusReporters', () => {
  let reporters: StatusReporters;
  beforeEach(() => {
    reporters = new StatusReporters();
    reporters.recordMessage('one', 0);
    reporters.set('p', 'one');
    reporters.set('q', 'one');
  });

  it('keeps the status of a backend that sends messages', () => {
    for (let at = 0; at < 60_000; at += 2000) {
      reporters.recordMessage('one', at);
      expect(reporters.takeExpired(at)).toEqual([]);
    }
  });

  it('returns the paths of a backend that sends no messages once', () => {
    expect(reporters.takeExpired(REPORTER_TTL_MS - 1)).toEqual([]);
    expect(reporters.takeExpired(REPORTER_TTL_MS)).toEqual(['p', 'q']);
    expect(reporters.takeExpired(REPORTER_TTL_MS)).toEqual([]);
  });

  it('takes the last backend that published a path', () => {
    reporters.recordMessage('other', 5000);
    reporters.set('p', 'other');
    reporters.remove('q');
    expect(reporters.takeExpired(9000)).toEqual([]);
    expect(reporters.takeExpired(11_000)).toEqual(['p']);
  });
});
