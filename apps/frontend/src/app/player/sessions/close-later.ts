/** By then the next page has been made, and has its picture, ms. */
const LATER = 500;

/**
 * Closes something that nobody looks at any more, at the latest when the page goes away. Ending a peer connection takes
 * the page's one thread some 10 ms, a wall has many, and whoever leaves it by a click waits for the next picture.
 */
export function closeLater(closable: { close(): void }): void {
  const done = new AbortController();
  const close = () => {
    done.abort();
    clearTimeout(timer);
    closable.close();
  };
  const timer = setTimeout(close, LATER);
  globalThis.addEventListener('pagehide', close, { signal: done.signal });
}
