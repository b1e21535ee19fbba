/** Calls `look` until it returns a value. On timeout, the error contains the last failure or `what`. */
export async function waitFor<T>(
  what: string,
  milliseconds: number,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const until = performance.now() + milliseconds;
  for (;;) {
    let reason = '';
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      reason = error instanceof Error ? ` (${error.message})` : '';
    }
    if (performance.now() > until) throw new Error(`Not within ${milliseconds} ms: ${what}${reason}`);
    await pause(100);
  }
}

/** Resolves after some milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
