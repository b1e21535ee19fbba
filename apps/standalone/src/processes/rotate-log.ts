import { copyFileSync, statSync, truncateSync } from 'node:fs';

/** Maximum size of a log in bytes. */
export const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Rotates a log that exceeds the limit: copies it to `….1` and truncates it. The writer has opened the file for appending
 * and continues at the new beginning. Lines that are written between copying and truncating are lost.
 * @returns Whether it was rotated; false for a small or missing log, or if the copy fails.
 */
export function rotateLog(file: string, limitBytes = LOG_LIMIT_BYTES): boolean {
  try {
    if (statSync(file).size <= limitBytes) return false;
    copyFileSync(file, `${file}.1`);
    truncateSync(file, 0);
    return true;
  } catch {
    // No space for the copy: the next check retries.
    return false;
  }
}
