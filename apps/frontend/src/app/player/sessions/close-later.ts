/** By then the next page exists and has its picture, ms. */
const CLOSE_DELAY_MS = 500;

/**
 * Closes an object after a delay, or when the page is unloaded. Closing a peer connection occupies the main thread for
 * about 10 ms, a wall has many of them, and a user who opens a pit waits for its picture.
 */
export function closeLater(closable: { close(): void }): void {
  const done = new AbortController();
  const close = () => {
    done.abort();
    clearTimeout(timer);
    closable.close();
  };
  const timer = setTimeout(close, CLOSE_DELAY_MS);
  globalThis.addEventListener('pagehide', close, { signal: done.signal });
}
