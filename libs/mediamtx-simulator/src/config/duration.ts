import { ConfigError } from './config-error';

const UNIT_NS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const DAY_NS = 24 * UNIT_NS.h!;

/** Nanoseconds of a Go duration with days in front (`1d12h`). Throws Go's error text if it is invalid. */
export function parseDuration(given: string): number {
  const days = /^(-?\d+)d/.exec(given);
  const rest = days ? given.slice(days[0].length) : given;
  const daysNs = days ? Math.abs(Number(days[1])) * DAY_NS : 0;
  const sum = daysNs + (rest === '' ? 0 : parseGoDuration(rest));
  return days?.[1]?.startsWith('-') ? -sum : sum;
}

function parseGoDuration(given: string): number {
  const refuse = (why: string) => new ConfigError(`time: ${why} "${given}"`);
  const [, sign, body] = /^([+-]?)(.*)$/s.exec(given) ?? [];
  if (body === '0') return 0;
  if (!body) throw refuse('invalid duration');
  let sum = 0;
  let rest = body;
  while (rest !== '') {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (!number) throw refuse('invalid duration');
    rest = rest.slice(number.length);
    const unit = /^[^\d.]+/.exec(rest)?.[0];
    if (!unit) throw refuse('missing unit in duration');
    const ns = UNIT_NS[unit];
    if (ns === undefined) throw new ConfigError(`time: unknown unit "${unit}" in duration "${given}"`);
    sum += Number(number) * ns;
    rest = rest.slice(unit.length);
  }
  return sign === '-' ? -sum : sum;
}

/** A duration as the Control API of v1.20.1 shows it: `24h` → `1d`, `90m` → `1h30m0s` (MediaMTX contract §4). */
export function formatDuration(ns: number): string {
  const sign = ns < 0 ? '-' : '';
  const days = Math.floor(Math.abs(ns) / DAY_NS);
  const rest = Math.abs(ns) % DAY_NS;
  return sign + (days > 0 ? `${days}d` : '') + (rest === 0 ? '' : formatGoDuration(rest));
}

function formatGoDuration(ns: number): string {
  if (ns < 1e3) return `${ns}ns`;
  if (ns < 1e6) return `${ns / 1e3}µs`;
  if (ns < 1e9) return `${ns / 1e6}ms`;
  const hours = Math.floor(ns / UNIT_NS.h!);
  const minutes = Math.floor((ns % UNIT_NS.h!) / UNIT_NS.m!);
  const seconds = Number(((ns % UNIT_NS.m!) / 1e9).toFixed(9));
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/** Milliseconds of a valid duration. */
export const milliseconds = (checked: string): number => parseDuration(checked) / 1e6;
