/** The time zone of this browser, an IANA name. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The time zones to choose from: UTC, all that this browser knows, and `current`, which it may not know. */
export function timeZoneChoices(current: string): readonly string[] {
  return [...new Set(['UTC', ...[current, ...Intl.supportedValuesOf('timeZone')].sort()])];
}
