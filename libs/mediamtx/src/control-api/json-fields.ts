/** Fields of a JSON object that came over the wire and may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object, or an empty one for anything that is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The array, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The text, or an empty one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The number when it is finite and not negative, else zero. */
export function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
}

/** The instant of an RFC 3339 text; null for none and for Go's zero time, which stands for "never". */
export function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || value.startsWith('0001-')) return null;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
