/**
 * The newest release that the whole system suite has passed on, with a recording in `recorded/`. Newer ones run with a
 * notice.
 */
export const NEWEST_TESTED_RELEASE = 'v1.20.1';

/** A MediaMTX release, as `v1.20.1` says it. */
export interface Release {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Reads `v1.20.1`, `1.9.3` and `v1.21.0-rc1` (the part after the dash is ignored); null for anything else. */
export function parseRelease(text: string): Release | null {
  const match = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:[-+].*)?$/.exec(text.trim());
  if (!match) return null;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
}

/** Below zero when `a` is the older one, zero when they are the same, above zero when `a` is newer. */
export function compareReleases(a: Release, b: Release): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** Whether `release` (`v1.20.1`) is `since` or newer; false for a text that names no release. */
export function isAtLeast(release: string, since: string): boolean {
  const a = parseRelease(release);
  const b = parseRelease(since);
  return a !== null && b !== null && compareReleases(a, b) >= 0;
}
