import { PLAYBACK_TIMING } from './ways/playback-timing';

/**
 * Tells when nobody can see an element any more (scrolled away or the page hidden, for longer than the grace period;
 * the page left, at once) and when somebody can again. Picture-in-picture counts as seen. Begins with what is the case.
 * @returns ends the watch
 */
export function whileSeen(element: HTMLElement, tell: (seen: boolean) => void): () => void {
  const stop = new AbortController();
  let onScreen = true;
  let told: boolean | null = null;
  let grace: ReturnType<typeof setTimeout> | undefined;
  const inPicture = () => element.contains(document.pictureInPictureElement);
  const set = (seen: boolean) => {
    clearTimeout(grace);
    if (seen !== told) tell((told = seen));
  };
  const weigh = () => {
    const seen = (onScreen && !document.hidden) || inPicture();
    clearTimeout(grace);
    if (seen || told === null) set(seen);
    else grace = setTimeout(() => set(false), PLAYBACK_TIMING.releaseAfter);
  };
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? onScreen;
    weigh();
  });
  observer.observe(element);
  const { signal } = stop;
  document.addEventListener('visibilitychange', weigh, { signal });
  element.addEventListener('leavepictureinpicture', weigh, { signal });
  window.addEventListener('pagehide', () => set(false), { signal });
  window.addEventListener('pageshow', weigh, { signal });
  weigh();
  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(grace);
  };
}
