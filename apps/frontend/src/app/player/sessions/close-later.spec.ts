import { closeLater } from './close-later';

describe('closeLater', () => {
  const session = { close: jest.fn() };

  beforeEach(() => {
    jest.useFakeTimers();
    session.close.mockClear();
  });
  afterEach(() => jest.useRealTimers());

  it('closes after a delay', () => {
    closeLater(session);
    jest.advanceTimersByTime(400);
    expect(session.close).not.toHaveBeenCalled();
    jest.advanceTimersByTime(200);
    expect(session.close).toHaveBeenCalledTimes(1);
  });

  it('closes when the page is unloaded', () => {
    closeLater(session);
    dispatchEvent(new Event('pagehide'));
    expect(session.close).toHaveBeenCalledTimes(1);
    dispatchEvent(new Event('pagehide'));
    jest.runAllTimers();
    expect(session.close).toHaveBeenCalledTimes(1);
  });
});
