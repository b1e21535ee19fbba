/** The time zone of this browser, an IANA name. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Selectable time zones: UTC, all time zones of the browser, and `current`, which the browser may not support. */
export function timeZoneChoices(current: string): readonly string[] {
  return [...new Set(['UTC', ...[current, ...Intl.supportedValuesOf('timeZone')].sort()])];
}
