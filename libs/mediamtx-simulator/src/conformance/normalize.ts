const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const NEVER = '0001-01-01T00:00:00Z';
const COUNTER = /(bytes|packets|frames|jitter)/i;

/** Replaces values that differ between runs: ids, timestamps, ports, counters. */
export function normalize(value: unknown, key = ''): unknown {
  if (typeof value === 'number') return COUNTER.test(key) ? '<count>' : value;
  if (Array.isArray(value)) return value.map((each) => normalize(each, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, each]) => [name, normalize(each, name)]),
    );
  }
  if (typeof value !== 'string') return value;
  return value
    .replace(UUID, '<uuid>')
    .replace(INSTANT, (instant) => (instant === NEVER ? instant : '<instant>'))
    .replace(/\b[0-9a-f]{12}_/g, '<muxer>_')
    .replace(/127\.0\.0\.1([:/])\d+/g, '127.0.0.1$1<port>');
}
