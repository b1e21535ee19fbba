/**
 * Waits without keeping the process alive. Uses the global timers, so Jest's fake clock controls it (it does not
 * control `node:timers/promises`).
 * @param signal Ends the wait early when aborted.
 * @returns when the time has passed or the signal is aborted. Never rejects: check `signal.aborted`.
 */
export function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds).unref();
    signal?.addEventListener('abort', finish, { once: true });
  });
}
