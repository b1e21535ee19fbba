import { closeLater } from './close-later';

describe('closing what nobody looks at any more', () => {
  const session = { close: jest.fn() };

  beforeEach(() => {
    jest.useFakeTimers();
    session.close.mockClear();
  });
  afterEach(() => jest.useRealTimers());

  it('leaves the page’s thread to the next picture first', () => {
    closeLater(session);
    jest.advanceTimersByTime(400);
    expect(session.close).not.toHaveBeenCalled();
    jest.advanceTimersByTime(200);
    expect(session.close).toHaveBeenCalledTimes(1);
  });

  it('does not outlive the page, for then nobody would tell the server', () => {
    closeLater(session);
    dispatchEvent(new Event('pagehide'));
    expect(session.close).toHaveBeenCalledTimes(1);
    dispatchEvent(new Event('pagehide'));
    jest.runAllTimers();
    expect(session.close).toHaveBeenCalledTimes(1);
  });
});
