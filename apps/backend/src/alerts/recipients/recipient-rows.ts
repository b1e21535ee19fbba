import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

/** How long a confirmation link is valid. */
const LINK_TTL_MS = 7 * 86_400_000;

const CONFIRMED = 'SELECT address FROM alert_recipient WHERE workshop_id = $1 AND confirmed_at IS NOT NULL';
const REQUEST = `
  INSERT INTO alert_recipient (workshop_id, address, token_hash, asked_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (workshop_id, address) DO UPDATE SET token_hash = excluded.token_hash, asked_at = excluded.asked_at
  WHERE alert_recipient.confirmed_at IS NULL RETURNING address`;
// The hash is kept, so that opening the link a second time also succeeds.
const CONFIRM = `
  UPDATE alert_recipient SET confirmed_at = coalesce(confirmed_at, $2)
  WHERE token_hash = $1 AND (confirmed_at IS NOT NULL OR asked_at > $3) RETURNING address`;

/** Returns the confirmed addresses of a workshop, in lower case. */
export async function readConfirmedAddresses(
  database: DataSource,
  workshopId: number,
): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ address: string }[]>(CONFIRMED, [workshopId]);
  return new Set(rows.map(({ address }) => address));
}

/** Stores the token of a confirmation message. @returns false: the address is already confirmed. */
export async function recordConfirmationRequest(
  transaction: EntityManager,
  request: { readonly workshopId: number; readonly address: string; readonly token: string },
  now: Date,
): Promise<boolean> {
  const { workshopId, address, token } = request;
  const rows = await transaction.query<object[]>(REQUEST, [workshopId, address, hashToken(token), now]);
  return rows.length > 0;
}

/** Confirms the address that a token was sent to. @returns false: the token is invalid or has expired. */
export async function confirmAddress(database: DataSource, token: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - LINK_TTL_MS);
  // TypeORM returns the rows of an UPDATE with their count.
  const [rows] = await database.query<[object[], number]>(CONFIRM, [hashToken(token), now, since]);
  return rows.length > 0;
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
