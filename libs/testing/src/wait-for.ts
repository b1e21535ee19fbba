import { setTimeout as pause } from 'node:timers/promises';

/** The largest part of a test's time limit (jest.preset.js) that one wait may use. Long enough for a machine that stalls. */
const WITHIN_MS = 60_000;
/** An interval is a tenth of the time waited so far, within these limits. Long waits cost few requests. */
const MIN_INTERVAL_MS = 10;
const MAX_INTERVAL_MS = 100;

// Captured before a test can replace the global clock with a fake one.
const now = performance.now.bind(performance);

type Truthy<T> = Exclude<T, undefined | null | false | 0 | ''>;

/**
 * Repeats `check` until its result is truthy, and returns that result. An exception counts as not yet.
 * @param what Condition as a noun phrase for the error message, such as `a live stream`. Default: the source of `check`.
 * @param options.withinMs Time limit in milliseconds; the last check starts after it.
 * @throws Error with `what` and the last exception of `check` when the condition is not met in time.
 */
export async function waitFor<T>(
  check: () => T | Promise<T>,
  what = check.toString(),
  { withinMs = WITHIN_MS }: { withinMs?: number } = {},
): Promise<Truthy<T>> {
  for (const startedAt = now(); ;) {
    const waitedMs = now() - startedAt;
    let cause: unknown;
    try {
      const result = await check();
      if (result) return result as Truthy<T>;
    } catch (error) {
      cause = error;
    }
    if (waitedMs > withinMs) {
      const reason = cause instanceof Error ? ` Last error: ${cause.message}` : '';
      throw new Error(`Not within ${withinMs} ms: ${what}.${reason}`, { cause });
    }
    await pause(Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, waitedMs / 10)));
  }
}
