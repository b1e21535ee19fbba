import { type PitHistoryQuery } from '@ppf/contracts';
import type { Message } from '../../platform/messages/message-catalog';
import { DomainError } from '../../platform/problems/domain-error';
import { message } from '../messages';
import { type Span } from './summarize-periods';

const DAY_MS = 86_400_000;
/** Longest span of one request, in days. */
const MAX_SPAN_DAYS = 92;

/**
 * Parses the span of a history request: by default the last day, limited to the lifetime of the pit. Pure.
 * @param createdAt When the pit was created, in milliseconds.
 * @throws DomainError `validation-failed`
 */
export function parseHistorySpan(query: PitHistoryQuery, createdAt: number, now: number): Span {
  const to = Math.min(instantOf(query.to, 'to') ?? now, now);
  const from = instantOf(query.from, 'from') ?? to - DAY_MS;
  if (from >= to) throw invalid('from', message('history.from-after-to'));
  if (to - from > MAX_SPAN_DAYS * DAY_MS)
    throw invalid('from', message('history.too-long', { limit: MAX_SPAN_DAYS }));
  return { from: Math.min(Math.max(from, createdAt), to), to };
}

function instantOf(text: string | undefined, field: string): number | null {
  if (text === undefined) return null;
  const instant = Date.parse(text);
  // Without an offset, Date.parse would use the time zone of this machine.
  if (Number.isNaN(instant) || !/T.*(Z|[+-]\d\d:?\d\d)$/i.test(text))
    throw invalid(field, message('history.instant'));
  return instant;
}

function invalid(field: string, fault: Message): DomainError {
  return new DomainError('validation-failed', { errors: [{ field, message: fault }] });
}
