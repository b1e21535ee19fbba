import type { ViewingEndReason } from '@ppf/contracts';
import { type SessionItem } from '@ppf/mediamtx';
import type { DataSource } from 'typeorm';
import { type RowFaults } from '../../platform/observability/row-faults';
import { type Revocations } from '../revocation/revocations';
import { type OpenViewing, type Settlement } from './settle-viewings';
import { subOf } from './viewer';
import { ViewingSessionEntity } from './viewing-session.entity';

/** Sessions that go on at a media server, as they are recorded, with what ends them. */
export async function readOpenViewings(
  dataSource: DataSource,
  mediaServerId: number,
  revocations: Revocations,
  faults: RowFaults,
): Promise<OpenViewing[]> {
  const rows = await dataSource
    .getRepository(ViewingSessionEntity)
    .createQueryBuilder('v')
    .where('v.media_server_id = :mediaServerId AND v.ended_at IS NULL', { mediaServerId })
    .getMany();
  return rows.flatMap(
    (row) =>
      faults.isolate('viewing-sessions', `session ${row.jti}`, () => openViewingOf(row, revocations)) ?? [],
  );
}

/** @throws TypeError for a row whose instants are none: PostgreSQL knows `infinity`. */
function openViewingOf(row: ViewingSessionEntity, revocations: Revocations): OpenViewing {
  for (const instant of [row.issuedAt, row.beganAt, row.seenAt, row.leaseUntil]) instant.getTime();
  const sub = subOf({ kind: row.viewerKind, id: row.viewerId });
  const iat = Math.floor(row.issuedAt.getTime() / 1000);
  return { ...row, revoked: revocations.of({ jti: row.jti, sub, iat }, row.pitId) ?? null };
}

/** How those of these sessions ended that are recorded; null for one that goes on. */
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

/** A session with what is known of it now. */
export interface CountedProgress {
  readonly id: number;
  readonly protocol: string;
  readonly bytes: number;
}

/** Writes what sessions that go on have come to. */
export async function writeProgress(
  dataSource: DataSource,
  progress: readonly CountedProgress[],
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

/** A session that has ended, with what it came to. */
export type CountedEnd = Settlement['ended'][number] & { readonly bytes: number };

/** Writes that sessions have ended, once. */
export async function writeEnds(dataSource: DataSource, ended: readonly CountedEnd[]): Promise<void> {
  if (ended.length === 0) return;
  const rows = ended.map(({ viewing, reason, at, bytes }) => ({
    id: viewing.id,
    reason,
    at,
    by: viewing.revoked?.by ?? null,
    bytes,
  }));
  await dataSource.query(
    `UPDATE viewing_session s SET ended_at = greatest(n.at, s.began_at), end_reason = n.reason, ended_by = n.by, bytes_sent = n.bytes
     FROM jsonb_to_recordset($1::jsonb) AS n(id int, reason text, at timestamptz, "by" int, bytes bigint)
     WHERE s.id = n.id AND s.ended_at IS NULL`,
    [JSON.stringify(rows)],
  );
}

/** What carries a session: WebRTC where it does, since HLS goes beside it only until its first picture. */
export function carrierOf(items: readonly SessionItem[]): string {
  return items.find(({ kind }) => kind === 'webrtc')?.kind ?? items[0]?.kind ?? 'hls';
}
