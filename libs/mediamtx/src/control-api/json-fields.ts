/** Fields of a parsed JSON object. Their values may have any type. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value when it is an object, else an empty object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The value when it is an array, else an empty array. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The value when it is a string, else an empty string. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value when it is a finite number of at least zero, else zero. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
}

/** Parses an RFC 3339 instant; null for anything else and for Go's zero time, which means "never". */
export function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || value.startsWith('0001-')) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
