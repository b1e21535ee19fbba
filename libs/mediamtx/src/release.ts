/** Newest release that the whole system suite passes on, with a recording in `recorded/`. Newer ones cause a notice. */
export const NEWEST_TESTED_RELEASE = 'v1.20.1';

/** A parsed MediaMTX release. */
export interface Release {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Parses `v1.20.1`, `1.9.3` and `v1.21.0-rc1` (ignores the part after the dash); null for anything else. */
export function parseRelease(text: string): Release | null {
  const match = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:[-+].*)?$/.exec(text.trim());
  if (!match) return null;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
}

/** Negative when `a` is older, zero when both are equal, positive when `a` is newer. */
export function compareReleases(a: Release, b: Release): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** Whether `release` (`v1.20.1`) is `since` or newer; false for a text that is not a release. */
export function isAtLeast(release: string, since: string): boolean {
  const a = parseRelease(release);
  const b = parseRelease(since);
  return a !== null && b !== null && compareReleases(a, b) >= 0;
}
