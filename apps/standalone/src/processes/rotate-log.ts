import { copyFileSync, statSync, truncateSync } from 'node:fs';

/** Bytes after which a log is begun again. */
export const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Begins a log again that has grown past the limit, keeping the old one as `….1`, while its writer goes on: the writer
 * has the file open for appending, so what it writes next is at the new beginning. Lines written between copying and
 * emptying, a moment, are lost.
 * @returns whether it was begun again; false where it is small, missing, or the old one cannot be kept
 */
export function rotateLog(file: string, limitBytes = LOG_LIMIT_BYTES): boolean {
  try {
    if (statSync(file).size <= limitBytes) return false;
    copyFileSync(file, `${file}.1`);
    truncateSync(file, 0);
    return true;
  } catch {
    // A full disk keeps no copy: tried again later.
    return false;
  }
}
