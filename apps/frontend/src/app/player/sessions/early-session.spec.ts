import type { StreamTokenResponse } from '@ppf/contracts';
import { WhepError, type WhepSession } from '@ppf/whep';
import type { HlsPreroll } from '../preroll/hls-preroll';
import { claimEarlySession, mediaRequested } from './claim-early-session';
import { EarlySession } from './early-session';

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

  it('is handed once to the player of its pit', () => {
    expect(claimEarlySession(3, listener)).toMatchObject({ session, earlyVideo: null });
    expect(claimEarlySession(3, listener)).toBeNull();
  });

  it('hands over its token', async () => {
    const token = { token: 't' } as StreamTokenResponse;
    const claimed = claimEarlySession(3, listener);
    early.holdToken(token);
    expect(await claimed?.token).toBe(token);
  });

  it('forwards buffered events after the claim', async () => {
    early.listener.onAnswered?.();
    early.listener.onConnected?.();
    claimEarlySession(3, listener);
    expect(listener.onAnswered).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener.onAnswered).toHaveBeenCalledTimes(1);
    expect(listener.onConnected).toHaveBeenCalledTimes(1);
  });

  it('forwards later events to the player', () => {
    claimEarlySession(3, listener);
    early.listener.onConnected?.();
    early.listener.onEnded?.('closed-by-server');
    expect(listener.onConnected).toHaveBeenCalledTimes(1);
    expect(listener.onEnded).toHaveBeenCalledWith('closed-by-server');
  });

  it('is closed when another pit is opened', () => {
    expect(claimEarlySession(4, listener)).toBeNull();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('is not handed over after a failure', () => {
    early.listener.onFailed?.(new WhepError('no-stream'));
    expect(claimEarlySession(3, listener)).toBeNull();
  });

  it('shows its picture until the player removes it', () => {
    early.listener.onAnswered?.();
    expect(pictures()).toBe(1);
    const claimed = claimEarlySession(3, listener);
    early.listener.onEnded?.('closed-by-server');
    expect(pictures()).toBe(1);
    claimed?.earlyVideo?.remove();
    expect(pictures()).toBe(0);
  });

  it('shows no picture after the claim', () => {
    claimEarlySession(3, listener);
    early.listener.onAnswered?.();
    expect(pictures()).toBe(0);
  });

  it.each<[string, () => void]>([
    ['ends', () => early.listener.onEnded?.('closed-by-server')],
    ['is not claimed', () => jest.advanceTimersByTime(15_000)],
    ['belongs to another pit', () => void claimEarlySession(4, listener)],
  ])('removes its picture when it %s', (_name, arrange) => {
    early.listener.onAnswered?.();
    arrange();
    expect(pictures()).toBe(0);
  });

  describe('mediaRequested', () => {
    const isResolved = async (): Promise<boolean> => {
      const onResolved = jest.fn();
      void mediaRequested().then(onResolved);
      await jest.advanceTimersByTimeAsync(30);
      return onResolved.mock.calls.length > 0;
    };

    it('waits until the parts are requested', async () => {
      let resolveRequested: () => void = () => undefined;
      const requested = new Promise<void>((resolve) => (resolveRequested = resolve));
      const [video, ended] = [document.createElement('video'), new Promise<Error>(() => undefined)];
      early.holdPreroll({ video, ended, requested, close: jest.fn() } as unknown as HlsPreroll);
      expect(await isResolved()).toBe(false);
      resolveRequested();
      expect(await isResolved()).toBe(true);
    });

    it.each<[string, () => void]>([
      ['there is no preroll', () => early.holdPreroll(null)],
      ['the session fails', () => early.listener.onFailed?.(new WhepError('no-stream'))],
      ['there is no early session', () => (globalThis.ppfEarlySession = undefined)],
    ])('resolves immediately if %s', async (_name, arrange) => {
      arrange();
      expect(await isResolved()).toBe(true);
    });

    it('waits at most 60 ms', async () => {
      const onResolved = jest.fn();
      void mediaRequested().then(onResolved);
      await jest.advanceTimersByTimeAsync(100);
      expect(onResolved).toHaveBeenCalled();
    });
  });

  describe('with a preroll', () => {
    const neverEnds = new Promise<Error>(() => undefined);
    const closePreroll = jest.fn();
    let preroll: HlsPreroll & { isClosed: boolean };
    beforeEach(() => {
      const video = document.createElement('video');
      preroll = {
        video,
        ended: neverEnds,
        close: closePreroll,
        isClosed: false,
      } as unknown as typeof preroll;
    });

    it('shows the preroll above the session and hands both over', async () => {
      early.holdPreroll(preroll);
      early.listener.onAnswered?.();
      expect([...document.querySelectorAll('video.early-video')].at(-1)).toBe(preroll.video);
      const claimed = claimEarlySession(3, listener);
      expect(await claimed?.preroll).toBe(preroll);
      expect(preroll.video.className).toBe('');
      expect(closePreroll).not.toHaveBeenCalled();
    });

    it('hands over a preroll whose token arrives later', async () => {
      const claimed = claimEarlySession(3, listener);
      early.holdPreroll(preroll);
      expect(await claimed?.preroll).toBe(preroll);
      expect(pictures()).toBe(0);
    });

    it('hands over no preroll if the token allows none, or if it is closed', async () => {
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
      ['it is not claimed', () => jest.advanceTimersByTime(15_000)],
      ['the page is unloaded', () => globalThis.dispatchEvent(new Event('pagehide'))],
    ])('closes it when %s', (_name, arrange) => {
      early.holdPreroll(preroll);
      arrange();
      expect(closePreroll).toHaveBeenCalledTimes(1);
      expect(pictures()).toBe(0);
    });

    it('shows no picture on a page with other content', async () => {
      globalThis.ppfEarlySession = early = new EarlySession(3, false);
      early.hold(session);
      early.holdPreroll(preroll);
      early.listener.onAnswered?.();
      expect(pictures()).toBe(0);
      expect(await claimEarlySession(3, listener)?.preroll).toBe(preroll);
    });

    it('delays the application by at most 500 ms for the preroll', async () => {
      const onStartable = jest.fn();
      void early.canStartApplication.then(onStartable);
      early.holdPreroll(preroll);
      early.listener.onAnswered?.();
      early.listener.onConnected?.();
      await Promise.resolve();
      expect(onStartable).not.toHaveBeenCalled();
      jest.advanceTimersByTime(500);
      await Promise.resolve();
      expect(onStartable).toHaveBeenCalledTimes(1);
    });
  });

  it('is closed only while unclaimed', () => {
    early.close();
    expect(close).toHaveBeenCalledTimes(1);
    globalThis.ppfEarlySession = early = new EarlySession(3);
    early.hold(session);
    claimEarlySession(3, listener);
    early.close();
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('is closed after the claim timeout', () => {
    jest.advanceTimersByTime(15_000);
    expect(close).toHaveBeenCalledTimes(1);
    expect(claimEarlySession(3, listener)).toBeNull();
  });

  it('stays open after the claim', () => {
    claimEarlySession(3, listener);
    jest.advanceTimersByTime(60_000);
    globalThis.dispatchEvent(new Event('pagehide'));
    expect(close).not.toHaveBeenCalled();
  });

  it('is closed with the page if unclaimed', () => {
    globalThis.dispatchEvent(new Event('pagehide'));
    expect(close).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => void]>([
    ['is answered', () => early.listener.onAnswered?.()],
    ['has failed', () => early.listener.onFailed?.(new WhepError('timeout'))],
    ['reaches the limit', () => jest.advanceTimersByTime(500)],
  ])('lets the application start when it %s', async (_name, arrange) => {
    const onStartable = jest.fn();
    void early.canStartApplication.then(onStartable);
    await Promise.resolve();
    expect(onStartable).not.toHaveBeenCalled();
    arrange();
    await Promise.resolve();
    expect(onStartable).toHaveBeenCalledTimes(1);
  });
});
