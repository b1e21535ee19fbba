import { SILENT_AFTER_MS, StatusReporters } from './status-reporters';

describe('who tells of streams', () => {
  let tellers: StatusReporters;
  beforeEach(() => {
    tellers = new StatusReporters();
    tellers.heard('one', 0);
    tellers.told('p', 'one');
    tellers.told('q', 'one');
  });

  it('is believed while it speaks, whatever it says', () => {
    for (let at = 0; at < 60_000; at += 2000) {
      tellers.heard('one', at);
      expect(tellers.takeSilent(at)).toEqual([]);
    }
  });

  it('is not believed any more when it has been silent, which is said once', () => {
    expect(tellers.takeSilent(SILENT_AFTER_MS - 1)).toEqual([]);
    expect(tellers.takeSilent(SILENT_AFTER_MS)).toEqual(['p', 'q']);
    expect(tellers.takeSilent(SILENT_AFTER_MS)).toEqual([]);
  });

  it('is another one as soon as that one tells', () => {
    tellers.heard('other', 5000);
    tellers.told('p', 'other');
    tellers.forget('q');
    expect(tellers.takeSilent(9000)).toEqual([]);
    expect(tellers.takeSilent(11_000)).toEqual(['p']);
  });
});
