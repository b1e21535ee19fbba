import type { StreamTokenResponse } from '@ppf/contracts';
import { WhepError, type WhepSession } from '@ppf/whep';
import type { Bridge } from '../bridge/bridge';
import { claimFirstSession, FirstSession, picturesAsked } from './first-session';

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
    expect(claimFirstSession(3, listener)).toMatchObject({ session, picture: null });
    expect(claimFirstSession(3, listener)).toBeNull();
  });

  it('hands over the token that it was opened with', async () => {
    const token = { token: 't' } as StreamTokenResponse;
    const claimed = claimFirstSession(3, listener);
    first.holdToken(token);
    expect(await claimed?.token).toBe(token);
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

  describe('the page that is gone to', () => {
    const isMade = async (): Promise<boolean> => {
      const made = jest.fn();
      void picturesAsked().then(made);
      await jest.advanceTimersByTimeAsync(30);
      return made.mock.calls.length > 0;
    };

    it('waits until the parts are asked for', async () => {
      let tell: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (tell = resolve));
      const [video, ended] = [document.createElement('video'), new Promise<Error>(() => undefined)];
      first.holdBridge({ video, ended, asked, close: jest.fn() } as unknown as Bridge);
      expect(await isMade()).toBe(false);
      tell();
      expect(await isMade()).toBe(true);
    });

    it.each<[string, () => void]>([
      ['there is no bridge', () => first.holdBridge(null)],
      ['the session fails', () => first.listener.failed?.(new WhepError('no-stream'))],
      ['nothing was begun', () => (globalThis.ppfFirstSession = undefined)],
    ])('is made at once where %s', async (_name, happen) => {
      happen();
      expect(await isMade()).toBe(true);
    });

    it('waits no longer than nobody sees it', async () => {
      const made = jest.fn();
      void picturesAsked().then(made);
      await jest.advanceTimersByTimeAsync(100);
      expect(made).toHaveBeenCalled();
    });
  });

  describe('with a bridge', () => {
    const endsNever = new Promise<Error>(() => undefined);
    const closeBridge = jest.fn();
    let bridge: Bridge & { isOver: boolean };
    beforeEach(() => {
      const video = document.createElement('video');
      bridge = { video, ended: endsNever, close: closeBridge, isOver: false } as unknown as typeof bridge;
    });

    it('shows the bridge’s picture above the session’s, and hands both over', async () => {
      first.holdBridge(bridge);
      first.listener.answered?.();
      expect([...document.querySelectorAll('video.first-picture')].at(-1)).toBe(bridge.video);
      const claimed = claimFirstSession(3, listener);
      expect(await claimed?.bridge).toBe(bridge);
      expect(bridge.video.className).toBe('');
      expect(closeBridge).not.toHaveBeenCalled();
    });

    it('hands over a bridge whose token comes later', async () => {
      const claimed = claimFirstSession(3, listener);
      first.holdBridge(bridge);
      expect(await claimed?.bridge).toBe(bridge);
      expect(pictures()).toBe(0);
    });

    it('hands over none where the token allows none, or where it is over', async () => {
      first.holdBridge(null);
      expect(await claimFirstSession(3, listener)?.bridge).toBeNull();
      globalThis.ppfFirstSession = first = new FirstSession(3);
      first.hold(session);
      first.holdBridge(bridge);
      bridge.isOver = true;
      expect(await claimFirstSession(3, listener)?.bridge).toBeNull();
    });

    it.each<[string, () => void]>([
      ['the session fails', () => first.listener.failed?.(new WhepError('no-stream'))],
      ['nobody claims it', () => jest.advanceTimersByTime(15_000)],
      ['the page is left', () => globalThis.dispatchEvent(new Event('pagehide'))],
    ])('closes it when %s', (_name, happen) => {
      first.holdBridge(bridge);
      happen();
      expect(closeBridge).toHaveBeenCalledTimes(1);
      expect(pictures()).toBe(0);
    });

    it('keeps its pictures back where the page shows something else', async () => {
      globalThis.ppfFirstSession = first = new FirstSession(3, false);
      first.hold(session);
      first.holdBridge(bridge);
      first.listener.answered?.();
      expect(pictures()).toBe(0);
      expect(await claimFirstSession(3, listener)?.bridge).toBe(bridge);
    });

    it('lets the application wait for the bridge’s picture, for half a second', async () => {
      const settled = jest.fn();
      void first.settled.then(settled);
      first.holdBridge(bridge);
      first.listener.answered?.();
      first.listener.connected?.();
      await Promise.resolve();
      expect(settled).not.toHaveBeenCalled();
      jest.advanceTimersByTime(500);
      await Promise.resolve();
      expect(settled).toHaveBeenCalledTimes(1);
    });
  });

  it('is left for another one only while nobody has it', () => {
    first.leave();
    expect(close).toHaveBeenCalledTimes(1);
    globalThis.ppfFirstSession = first = new FirstSession(3);
    first.hold(session);
    claimFirstSession(3, listener);
    first.leave();
    expect(close).toHaveBeenCalledTimes(1);
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
