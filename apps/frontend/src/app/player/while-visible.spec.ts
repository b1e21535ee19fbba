import { PLAYBACK_TIMING } from './state/playback-timing';
import { whileVisible } from './while-visible';

describe('whileVisible', () => {
  let scroll: (onScreen: boolean) => void;
  let reported: boolean[];
  let stop: () => void;

  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    class FakeIntersectionObserver {
      constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
        scroll = (isIntersecting) => callback([{ isIntersecting }]);
      }
      observe = jest.fn();
      disconnect = jest.fn();
    }
    Object.assign(globalThis, { IntersectionObserver: FakeIntersectionObserver });
    reported = [];
    hide(false);
    stop = whileVisible(document.body, (isVisible) => reported.push(isVisible));
  });
  afterEach(() => {
    stop();
    hide(false);
    jest.useRealTimers();
  });

  it('reports the initial state', () => {
    expect(reported).toEqual([true]);
  });

  it('reports a hidden page after the grace period', () => {
    hide(true);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs - 1);
    expect(reported).toEqual([true]);
    jest.advanceTimersByTime(1);
    expect(reported).toEqual([true, false]);
  });

  it('ignores a page that is hidden briefly', () => {
    hide(true);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs - 1);
    hide(false);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs);
    expect(reported).toEqual([true]);
  });

  it('reports a video that is scrolled away after the grace period, and immediately when it returns', () => {
    scroll(false);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs);
    scroll(true);
    expect(reported).toEqual([true, false, true]);
  });

  it('reports immediately that the page is unloaded or restored from the cache', () => {
    window.dispatchEvent(new Event('pagehide'));
    window.dispatchEvent(new Event('pageshow'));
    expect(reported).toEqual([true, false, true]);
  });

  it('reports nothing after it is stopped', () => {
    stop();
    hide(true);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs);
    expect(reported).toEqual([true]);
  });
});
