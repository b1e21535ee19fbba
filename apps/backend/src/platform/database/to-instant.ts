/** What stands for PostgreSQL's `infinity` and `-infinity`: the last and first instants with a four-digit year. */
const LAST = '9999-12-31T23:59:59.999Z';
const FIRST = '0001-01-01T00:00:00.000Z';

/**
 * An instant of a row as ISO 8601, for a response. PostgreSQL has instants that no `Date` can hold: pg reads `infinity` as
 * the number, and a year beyond 275760 as an invalid date. One such row must not fail the list that it is in.
 */
export function toInstant(value: Date): string {
  const milliseconds = Number(value);
  if (milliseconds === -Infinity) return FIRST;
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : LAST;
}
