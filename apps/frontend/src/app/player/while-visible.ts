import { PLAYBACK_TIMING } from './state/playback-timing';

/**
 * Reports whether an element is visible. It becomes hidden when it is scrolled away or the page is hidden for longer than
 * the grace period, and immediately when the page is unloaded. Picture-in-picture counts as visible. The current state is
 * reported immediately.
 * @returns stops the observation
 */
export function whileVisible(element: HTMLElement, onChange: (isVisible: boolean) => void): () => void {
  const stop = new AbortController();
  let isOnScreen = true;
  let reported: boolean | null = null;
  let graceTimer: ReturnType<typeof setTimeout> | undefined;
  const isInPicture = () => element.contains(document.pictureInPictureElement);
  const report = (isVisible: boolean) => {
    clearTimeout(graceTimer);
    if (isVisible !== reported) onChange((reported = isVisible));
  };
  const update = () => {
    const isVisible = (isOnScreen && !document.hidden) || isInPicture();
    clearTimeout(graceTimer);
    if (isVisible || reported === null) report(isVisible);
    else graceTimer = setTimeout(() => report(false), PLAYBACK_TIMING.releaseAfterMs);
  };
  const observer = new IntersectionObserver((entries) => {
    isOnScreen = entries.at(-1)?.isIntersecting ?? isOnScreen;
    update();
  });
  observer.observe(element);
  const { signal } = stop;
  document.addEventListener('visibilitychange', update, { signal });
  element.addEventListener('leavepictureinpicture', update, { signal });
  window.addEventListener('pagehide', () => report(false), { signal });
  window.addEventListener('pageshow', update, { signal });
  update();
  return () => {
    stop.abort();
    observer.disconnect();
    clearTimeout(graceTimer);
  };
}
