import { PLAYBACK_TIMING } from './state/playback-timing';
import { whileVisible } from './while-visible';

describe('whileVisible', () => {
  let scroll: (onScreen: boolean) => void;
  let told: boolean[];
  let end: () => void;

  const hide = (hidden: boolean) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    class FakeIntersectionObserver {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        scroll = (isIntersecting) => tell([{ isIntersecting }]);
      }
      observe = jest.fn();
      disconnect = jest.fn();
    }
    Object.assign(globalThis, { IntersectionObserver: FakeIntersectionObserver });
    told = [];
    hide(false);
    end = whileVisible(document.body, (seen) => told.push(seen));
  });
  afterEach(() => {
    end();
    hide(false);
    jest.useRealTimers();
  });

  it('begins with what is the case', () => {
    expect(told).toEqual([true]);
  });

  it('tells a hidden page only after the grace period', () => {
    hide(true);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs - 1);
    expect(told).toEqual([true]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual([true, false]);
  });

  it('says nothing of a short look elsewhere', () => {
    hide(true);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs - 1);
    hide(false);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs);
    expect(told).toEqual([true]);
  });

  it('tells a video that is scrolled away, and at once when it is back', () => {
    scroll(false);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs);
    scroll(true);
    expect(told).toEqual([true, false, true]);
  });

  it('tells at once that the page is left, and that it is back from the cache', () => {
    window.dispatchEvent(new Event('pagehide'));
    window.dispatchEvent(new Event('pageshow'));
    expect(told).toEqual([true, false, true]);
  });

  it('tells nothing once it has ended', () => {
    end();
    hide(true);
    jest.advanceTimersByTime(PLAYBACK_TIMING.releaseAfterMs);
    expect(told).toEqual([true]);
  });
});
