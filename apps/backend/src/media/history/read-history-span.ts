import { type PitHistoryQuery } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';
import { type Span } from './summarize-periods';

const DAY_MS = 86_400_000;
/** Days that are told at once. */
const MOST_DAYS = 92;

/**
 * The time that is asked for. Pure. Not before the pit was, and not after now.
 * @param createdAt When the pit was made, in milliseconds.
 * @throws DomainError `validation-failed`
 */
export function readHistorySpan(query: PitHistoryQuery, createdAt: number, now: number): Span {
  const to = Math.min(instantOf(query.to, 'to') ?? now, now);
  const from = instantOf(query.from, 'from') ?? to - DAY_MS;
  if (from >= to) throw fault('from', 'must be before `to` and before now');
  if (to - from > MOST_DAYS * DAY_MS) throw fault('from', `must be at most ${MOST_DAYS} days before \`to\``);
  return { from: Math.min(Math.max(from, createdAt), to), to };
}

function instantOf(text: string | undefined, field: string): number | null {
  if (text === undefined) return null;
  const instant = Date.parse(text);
  // Without an offset it would be the server's own time.
  if (Number.isNaN(instant) || !/T.*(Z|[+-]\d\d:?\d\d)$/i.test(text))
    throw fault(field, 'must be an instant with its offset, such as 2026-01-31T08:00:00Z');
  return instant;
}

function fault(field: string, message: string): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message }] });
}
