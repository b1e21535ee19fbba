import type { StreamTokenResponse } from '@ppf/contracts';
import { WhepError, type WhepSession } from '@ppf/whep';
import type { HlsPreroll } from '../preroll/hls-preroll';
import { claimEarlySession, EarlySession, mediaRequested } from './early-session';

describe('EarlySession', () => {
  const close = jest.fn();
  const stream = {};
  const session = { close, stream } as unknown as WhepSession;
  const pictures = () => document.querySelectorAll('video.early-video').length;
  const listener = { onAnswered: jest.fn(), onConnected: jest.fn(), onFailed: jest.fn(), onEnded: jest.fn() };
  let early: EarlySession;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    jest.resetAllMocks();
    HTMLMediaElement.prototype.play = jest.fn().mockResolvedValue(undefined);
    early = new EarlySession(3);
    early.hold(session);
    globalThis.ppfEarlySession = early;
  });
  afterEach(() => {
    globalThis.dispatchEvent(new Event('pagehide'));
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it('is handed to the player of its pit, once', () => {
    expect(claimEarlySession(3, listener)).toMatchObject({ session, earlyVideo: null });
    expect(claimEarlySession(3, listener)).toBeNull();
  });

  it('hands over the token that it was opened with', async () => {
    const token = { token: 't' } as StreamTokenResponse;
    const claimed = claimEarlySession(3, listener);
    early.holdToken(token);
    expect(await claimed?.token).toBe(token);
  });

  it('tells again what it has told, after the player has it', async () => {
    early.listener.onAnswered?.();
    early.listener.onConnected?.();
    claimEarlySession(3, listener);
    expect(listener.onAnswered).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener.onAnswered).toHaveBeenCalledTimes(1);
    expect(listener.onConnected).toHaveBeenCalledTimes(1);
  });

  it('tells the player what comes later', () => {
    claimEarlySession(3, listener);
    early.listener.onConnected?.();
    early.listener.onEnded?.('closed-by-server');
    expect(listener.onConnected).toHaveBeenCalledTimes(1);
    expect(listener.onEnded).toHaveBeenCalledWith('closed-by-server');
  });

  it('is left at once when another pit is looked at', () => {
    expect(claimEarlySession(4, listener)).toBeNull();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('is not handed over when it has failed: the player makes its own attempt', () => {
    early.listener.onFailed?.(new WhepError('no-stream'));
    expect(claimEarlySession(3, listener)).toBeNull();
  });

  it('shows its picture until the player that took it over lets it go', () => {
    early.listener.onAnswered?.();
    expect(pictures()).toBe(1);
    const claimed = claimEarlySession(3, listener);
    early.listener.onEnded?.('closed-by-server');
    expect(pictures()).toBe(1);
    claimed?.earlyVideo?.remove();
    expect(pictures()).toBe(0);
  });

  it('shows no picture of its own once the player has it', () => {
    claimEarlySession(3, listener);
    early.listener.onAnswered?.();
    expect(pictures()).toBe(0);
  });

  it.each<[string, () => void]>([
    ['ends', () => early.listener.onEnded?.('closed-by-server')],
    ['is claimed by nobody', () => jest.advanceTimersByTime(15_000)],
    ['was another pit’s', () => void claimEarlySession(4, listener)],
  ])('takes its picture away when it %s', (_name, arrange) => {
    early.listener.onAnswered?.();
    arrange();
    expect(pictures()).toBe(0);
  });

  describe('the page that is gone to', () => {
    const isMade = async (): Promise<boolean> => {
      const made = jest.fn();
      void mediaRequested().then(made);
      await jest.advanceTimersByTimeAsync(30);
      return made.mock.calls.length > 0;
    };

    it('waits until the parts are asked for', async () => {
      let tell: () => void = () => undefined;
      const requested = new Promise<void>((resolve) => (tell = resolve));
      const [video, ended] = [document.createElement('video'), new Promise<Error>(() => undefined)];
      early.holdPreroll({ video, ended, requested, close: jest.fn() } as unknown as HlsPreroll);
      expect(await isMade()).toBe(false);
      tell();
      expect(await isMade()).toBe(true);
    });

    it.each<[string, () => void]>([
      ['there is no preroll', () => early.holdPreroll(null)],
      ['the session fails', () => early.listener.onFailed?.(new WhepError('no-stream'))],
      ['nothing was begun', () => (globalThis.ppfEarlySession = undefined)],
    ])('is made at once where %s', async (_name, arrange) => {
      arrange();
      expect(await isMade()).toBe(true);
    });

    it('waits no longer than nobody sees it', async () => {
      const made = jest.fn();
      void mediaRequested().then(made);
      await jest.advanceTimersByTimeAsync(100);
      expect(made).toHaveBeenCalled();
    });
  });

  describe('with a preroll', () => {
    const endsNever = new Promise<Error>(() => undefined);
    const closePreroll = jest.fn();
    let preroll: HlsPreroll & { isClosed: boolean };
    beforeEach(() => {
      const video = document.createElement('video');
      preroll = {
        video,
        ended: endsNever,
        close: closePreroll,
        isClosed: false,
      } as unknown as typeof preroll;
    });

    it('shows the preroll’s picture above the session’s, and hands both over', async () => {
      early.holdPreroll(preroll);
      early.listener.onAnswered?.();
      expect([...document.querySelectorAll('video.early-video')].at(-1)).toBe(preroll.video);
      const claimed = claimEarlySession(3, listener);
      expect(await claimed?.preroll).toBe(preroll);
      expect(preroll.video.className).toBe('');
      expect(closePreroll).not.toHaveBeenCalled();
    });

    it('hands over a preroll whose token comes later', async () => {
      const claimed = claimEarlySession(3, listener);
      early.holdPreroll(preroll);
      expect(await claimed?.preroll).toBe(preroll);
      expect(pictures()).toBe(0);
    });

    it('hands over none where the token allows none, or where it is over', async () => {
      early.holdPreroll(null);
      expect(await claimEarlySession(3, listener)?.preroll).toBeNull();
      globalThis.ppfEarlySession = early = new EarlySession(3);
      early.hold(session);
      early.holdPreroll(preroll);
      preroll.isClosed = true;
      expect(await claimEarlySession(3, listener)?.preroll).toBeNull();
    });

    it.each<[string, () => void]>([
      ['the session fails', () => early.listener.onFailed?.(new WhepError('no-stream'))],
      ['nobody claims it', () => jest.advanceTimersByTime(15_000)],
      ['the page is left', () => globalThis.dispatchEvent(new Event('pagehide'))],
    ])('closes it when %s', (_name, arrange) => {
      early.holdPreroll(preroll);
      arrange();
      expect(closePreroll).toHaveBeenCalledTimes(1);
      expect(pictures()).toBe(0);
    });

    it('keeps its pictures back where the page shows something else', async () => {
      globalThis.ppfEarlySession = early = new EarlySession(3, false);
      early.hold(session);
      early.holdPreroll(preroll);
      early.listener.onAnswered?.();
      expect(pictures()).toBe(0);
      expect(await claimEarlySession(3, listener)?.preroll).toBe(preroll);
    });

    it('lets the application wait for the preroll’s picture, for half a second', async () => {
      const settled = jest.fn();
      void early.canStartApplication.then(settled);
      early.holdPreroll(preroll);
      early.listener.onAnswered?.();
      early.listener.onConnected?.();
      await Promise.resolve();
      expect(settled).not.toHaveBeenCalled();
      jest.advanceTimersByTime(500);
      await Promise.resolve();
      expect(settled).toHaveBeenCalledTimes(1);
    });
  });

  it('is left for another one only while nobody has it', () => {
    early.close();
    expect(close).toHaveBeenCalledTimes(1);
    globalThis.ppfEarlySession = early = new EarlySession(3);
    early.hold(session);
    claimEarlySession(3, listener);
    early.close();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('is left when nobody claims it', () => {
    jest.advanceTimersByTime(15_000);
    expect(close).toHaveBeenCalledTimes(1);
    expect(claimEarlySession(3, listener)).toBeNull();
  });

  it('is not left under the player that claimed it', () => {
    claimEarlySession(3, listener);
    jest.advanceTimersByTime(60_000);
    globalThis.dispatchEvent(new Event('pagehide'));
    expect(close).not.toHaveBeenCalled();
  });

  it('is left with the page that never claimed it', () => {
    globalThis.dispatchEvent(new Event('pagehide'));
    expect(close).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => void]>([
    ['is answered', () => early.listener.onAnswered?.()],
    ['has failed', () => early.listener.onFailed?.(new WhepError('timeout'))],
    ['lets one wait', () => jest.advanceTimersByTime(500)],
  ])('lets the application start once it %s', async (_name, arrange) => {
    const settled = jest.fn();
    void early.canStartApplication.then(settled);
    await Promise.resolve();
    expect(settled).not.toHaveBeenCalled();
    arrange();
    await Promise.resolve();
    expect(settled).toHaveBeenCalledTimes(1);
  });
});
