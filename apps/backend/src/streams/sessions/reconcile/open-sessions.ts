import type { ViewingEndReason } from '@ppf/contracts';
import { type SessionItem } from '@ppf/mediamtx';
import type { DataSource } from 'typeorm';
import { type RowFaults } from '../../../platform/observability/row-faults';
import { subjectOf } from '../../tokens/viewer';
import { type Revocations } from '../admission/revocations';
import { ViewingSessionEntity } from '../recording/viewing-session.entity';
import { type OpenSession, type SessionChanges } from './plan-session-changes';

/** Reads the recorded viewing sessions of a media server that have not ended, with their revocations. */
export async function readOpenSessions(
  dataSource: DataSource,
  mediaServerId: number,
  revocations: Revocations,
  faults: RowFaults,
): Promise<OpenSession[]> {
  const rows = await dataSource
    .getRepository(ViewingSessionEntity)
    .createQueryBuilder('v')
    .where('v.media_server_id = :mediaServerId AND v.ended_at IS NULL', { mediaServerId })
    .getMany();
  return rows.flatMap(
    (row) =>
      faults.isolate('viewing-sessions', `session ${row.jti}`, () => toOpenSession(row, revocations)) ?? [],
  );
}

/** @throws TypeError for a row with an instant that is not a date: PostgreSQL has `infinity`. */
function toOpenSession(row: ViewingSessionEntity, revocations: Revocations): OpenSession {
  for (const instant of [row.issuedAt, row.beganAt, row.seenAt, row.leaseUntil]) instant.getTime();
  const sub = subjectOf({ kind: row.viewerKind, id: row.viewerId });
  const iat = Math.floor(row.issuedAt.getTime() / 1000);
  return { ...row, revoked: revocations.of({ jti: row.jti, sub, iat }, row.pitId) ?? null };
}

/** Reads the end reasons of recorded sessions; null for one that has not ended. */
export async function readEndReasons(
  dataSource: DataSource,
  jtis: readonly string[],
): Promise<ReadonlyMap<string, ViewingEndReason | null>> {
  const rows = await dataSource.query<{ jti: string; end_reason: ViewingEndReason | null }[]>(
    'SELECT jti, end_reason FROM viewing_session WHERE jti = ANY($1)',
    [jtis],
  );
  return new Map(rows.map((row) => [row.jti, row.end_reason]));
}

/** Progress of a session in progress. */
export interface ProgressRow {
  readonly id: number;
  readonly protocol: string;
  readonly bytes: number;
}

/** Updates sessions in progress. */
export async function updateProgress(
  dataSource: DataSource,
  progress: readonly ProgressRow[],
  now: Date,
): Promise<void> {
  if (progress.length === 0) return;
  await dataSource.query(
    `UPDATE viewing_session s SET was_listed = true, seen_at = $2, protocol = n.protocol, bytes_sent = n.bytes
     FROM jsonb_to_recordset($1::jsonb) AS n(id int, protocol text, bytes bigint)
     WHERE s.id = n.id AND s.ended_at IS NULL`,
    [JSON.stringify(progress), now],
  );
}

/** A session that has ended, with all bytes that were sent. */
export type EndRow = SessionChanges['ended'][number] & { readonly bytes: number };

/** Updates sessions that have ended; an end that is already recorded is kept. */
export async function updateEnds(dataSource: DataSource, ended: readonly EndRow[]): Promise<void> {
  if (ended.length === 0) return;
  const rows = ended.map(({ session, reason, at, bytes }) => ({
    id: session.id,
    reason,
    at,
    by: session.revoked?.by ?? null,
    bytes,
  }));
  await dataSource.query(
    `UPDATE viewing_session s SET ended_at = greatest(n.at, s.began_at), end_reason = n.reason, ended_by = n.by, bytes_sent = n.bytes
     FROM jsonb_to_recordset($1::jsonb) AS n(id int, reason text, at timestamptz, "by" int, bytes bigint)
     WHERE s.id = n.id AND s.ended_at IS NULL`,
    [JSON.stringify(rows)],
  );
}

/** The protocol that carries a session: WebRTC if any, since HLS runs beside it only until its first picture. */
export function carrierOf(items: readonly SessionItem[]): string {
  return items.find(({ kind }) => kind === 'webrtc')?.kind ?? items[0]?.kind ?? 'hls';
}
