import { WhepError, type WhepSession } from '@ppf/whep';
import { claimFirstSession, FirstSession } from './first-session';

describe('FirstSession', () => {
  const close = jest.fn();
  const stream = {};
  const session = { close, stream } as unknown as WhepSession;
  const pictures = () => document.querySelectorAll('video.first-picture').length;
  const listener = { answered: jest.fn(), connected: jest.fn(), failed: jest.fn(), ended: jest.fn() };
  let first: FirstSession;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    jest.resetAllMocks();
    HTMLMediaElement.prototype.play = jest.fn().mockResolvedValue(undefined);
    first = new FirstSession(3);
    first.hold(session);
    globalThis.ppfFirstSession = first;
  });
  afterEach(() => {
    globalThis.dispatchEvent(new Event('pagehide'));
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('is handed to the player of its pit, once', () => {
    expect(claimFirstSession(3, listener)).toEqual({ session, picture: null });
    expect(claimFirstSession(3, listener)).toBeNull();
  });

  it('tells again what it has told, after the player has it', async () => {
    first.listener.answered?.();
    first.listener.connected?.();
    claimFirstSession(3, listener);
    expect(listener.answered).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener.answered).toHaveBeenCalledTimes(1);
    expect(listener.connected).toHaveBeenCalledTimes(1);
  });

  it('tells the player what comes later', () => {
    claimFirstSession(3, listener);
    first.listener.connected?.();
    first.listener.ended?.('closed-by-server');
    expect(listener.connected).toHaveBeenCalledTimes(1);
    expect(listener.ended).toHaveBeenCalledWith('closed-by-server');
  });

  it('is left at once when another pit is looked at', () => {
    expect(claimFirstSession(4, listener)).toBeNull();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('is not handed over when it has failed: the player makes its own attempt', () => {
    first.listener.failed?.(new WhepError('no-stream'));
    expect(claimFirstSession(3, listener)).toBeNull();
  });

  it('shows its picture until the player that took it over lets it go', () => {
    first.listener.answered?.();
    expect(pictures()).toBe(1);
    const claimed = claimFirstSession(3, listener);
    first.listener.ended?.('closed-by-server');
    expect(pictures()).toBe(1);
    claimed?.picture?.leave();
    expect(pictures()).toBe(0);
  });

  it('shows no picture of its own once the player has it', () => {
    claimFirstSession(3, listener);
    first.listener.answered?.();
    expect(pictures()).toBe(0);
  });

  it.each<[string, () => void]>([
    ['ends', () => first.listener.ended?.('closed-by-server')],
    ['is claimed by nobody', () => jest.advanceTimersByTime(15_000)],
    ['was another pit’s', () => void claimFirstSession(4, listener)],
  ])('takes its picture away when it %s', (_name, happen) => {
    first.listener.answered?.();
    happen();
    expect(pictures()).toBe(0);
  });

  it('is left when nobody claims it', () => {
    jest.advanceTimersByTime(15_000);
    expect(close).toHaveBeenCalledTimes(1);
    expect(claimFirstSession(3, listener)).toBeNull();
  });

  it('is not left under the player that claimed it', () => {
    claimFirstSession(3, listener);
    jest.advanceTimersByTime(60_000);
    globalThis.dispatchEvent(new Event('pagehide'));
    expect(close).not.toHaveBeenCalled();
  });

  it('is left with the page that never claimed it', () => {
    globalThis.dispatchEvent(new Event('pagehide'));
    expect(close).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => void]>([
    ['is answered', () => first.listener.answered?.()],
    ['has failed', () => first.listener.failed?.(new WhepError('timeout'))],
    ['lets one wait', () => jest.advanceTimersByTime(500)],
  ])('lets the application start once it %s', async (_name, happen) => {
    const settled = jest.fn();
    void first.settled.then(settled);
    await Promise.resolve();
    expect(settled).not.toHaveBeenCalled();
    happen();
    await Promise.resolve();
    expect(settled).toHaveBeenCalledTimes(1);
  });
});
