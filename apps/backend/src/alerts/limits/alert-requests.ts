import type { EntityManager } from 'typeorm';
import { DomainError } from '../../platform/problems/domain-error';

/** `attempt`: a user requests a test or a retry; `confirmation`: an address gets a confirmation message. */
export type AlertRequestKind = 'attempt' | 'confirmation';

/** At most `most` within `windowMs`. */
interface RequestLimit {
  readonly max: number;
  readonly windowMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** How long counted requests are stored, in milliseconds: the longest window. */
export const REQUEST_RETENTION_MS = DAY_MS;

/**
 * Limits per subject (a channel, or an address in any workshop) and per workshop. They allow a few tests while a
 * receiver is set up, and prevent the installation from being used to flood third parties.
 */
const LIMITS: Readonly<Record<AlertRequestKind, { subject: RequestLimit; workshop: RequestLimit }>> = {
  attempt: {
    subject: { max: 6, windowMs: 10 * MINUTE_MS },
    workshop: { max: 30, windowMs: 60 * MINUTE_MS },
  },
  confirmation: { subject: { max: 3, windowMs: DAY_MS }, workshop: { max: 40, windowMs: DAY_MS } },
};

/** A request that causes an outgoing message. */
export interface AlertRequest {
  readonly workshopId: number;
  readonly kind: AlertRequestKind;
  readonly subject: string;
}

// Parallel requests are counted one after the other. The locks end with the transaction.
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('alert_request ' || $1, 0))`;
const COUNT = `
  SELECT requested_at FROM alert_request
  WHERE kind = $1 AND requested_at > $2 AND CASE WHEN $3::text IS NULL THEN workshop_id = $4 ELSE subject = $3 END
  ORDER BY requested_at DESC LIMIT $5`;
const INSERT = 'INSERT INTO alert_request (workshop_id, kind, subject, requested_at) VALUES ($1, $2, $3, $4)';

/**
 * Counts a request in the transaction of its effect.
 * @throws DomainError too-many-requests when a limit is reached; the request is not counted then.
 */
export async function countAlertRequest(
  transaction: EntityManager,
  request: AlertRequest,
  now: Date,
): Promise<void> {
  await transaction.query(LOCK, [`workshop ${request.workshopId}`]);
  await transaction.query(LOCK, [request.subject]);
  const { subject, workshop } = LIMITS[request.kind];
  await checkLimit(transaction, request, { limit: subject, bySubject: true, now });
  await checkLimit(transaction, request, { limit: workshop, bySubject: false, now });
  await transaction.query(INSERT, [request.workshopId, request.kind, request.subject, now]);
}

async function checkLimit(
  transaction: EntityManager,
  { workshopId, kind, subject }: AlertRequest,
  { limit, bySubject, now }: { limit: RequestLimit; bySubject: boolean; now: Date },
): Promise<void> {
  const rows = await transaction.query<{ requested_at: Date }[]>(COUNT, [
    kind,
    new Date(now.getTime() - limit.windowMs),
    bySubject ? subject : null,
    workshopId,
    limit.max,
  ]);
  const oldest = rows.at(-1);
  if (rows.length < limit.max || oldest === undefined) return;
  const waitMs = oldest.requested_at.getTime() + limit.windowMs - now.getTime();
  throw new DomainError('too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
}
