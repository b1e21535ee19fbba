import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { insertRevocation } from './insert-revocation';
import { SessionNotifier } from './session-notifier';
import { type SessionActivity } from './unwritten-sessions';
import { type Viewer } from '../../tokens/viewer';

/** A viewing session to be recorded. */
export interface NewSession {
  readonly jti: string;
  readonly workshopId: number;
  readonly pitId: number;
  readonly path: string;
  readonly mediaServerId: number;
  readonly viewer: Viewer;
  readonly protocol: string;
  readonly address: string;
  readonly userAgent: string;
  readonly mediaIds: readonly string[];
  readonly issuedAt: Date;
  readonly beganAt: Date;
  readonly leaseUntil: Date;
}

/** A lease to be renewed. */
export interface LeaseRenewal {
  readonly jti: string;
  /** Renewed only if the session is this viewer's. */
  readonly viewer: Viewer;
  readonly until: Date;
}

/** MediaMTX ids that are kept of one session. */
const MAX_IDS_PER_SESSION = 8;

const INSERT = `
  INSERT INTO viewing_session (jti, workshop_id, pit_id, path, media_server_id, viewer_kind, viewer_id, viewer_name,
    protocol, address, user_agent, media_ids, issued_at, began_at, seen_at, lease_until)
  SELECT n.jti, n.workshop_id, n.pit_id, n.path, n.media_server_id, n.viewer_kind, n.viewer_id, u.display_name,
    n.protocol, n.address, n.user_agent, n.media_ids, n.issued_at, n.began_at, n.began_at, n.lease_until
  FROM jsonb_to_recordset($1::jsonb) AS n(jti uuid, workshop_id int, pit_id int, path text, media_server_id int,
    viewer_kind text, viewer_id int, protocol text, address text, user_agent text, media_ids text[],
    issued_at timestamptz, began_at timestamptz, lease_until timestamptz)
  LEFT JOIN app_user u ON n.viewer_kind = 'user' AND u.id = n.viewer_id
  ON CONFLICT (jti) DO UPDATE SET viewer_kind = EXCLUDED.viewer_kind, viewer_id = EXCLUDED.viewer_id,
    viewer_name = EXCLUDED.viewer_name, address = EXCLUDED.address, user_agent = EXCLUDED.user_agent,
    media_ids = EXCLUDED.media_ids, issued_at = EXCLUDED.issued_at WHERE viewing_session.viewer_kind = 'unknown'
  RETURNING id`;

const RENEW = `
  UPDATE viewing_session s SET is_leased = true, lease_until = n.until
  FROM jsonb_to_recordset($1::jsonb) AS n(jti uuid, viewer_kind text, viewer_id int, until timestamptz)
  WHERE s.jti = n.jti AND s.viewer_kind = n.viewer_kind AND s.viewer_id = n.viewer_id AND s.ended_at IS NULL
  RETURNING s.id`;

const UPDATE_ACTIVITY = `
  UPDATE viewing_session s SET seen_at = n.at, protocol = n.protocol, ended_at = NULL, end_reason = NULL,
    media_ids = ARRAY(SELECT DISTINCT id FROM unnest(s.media_ids || n.ids) AS id LIMIT ${MAX_IDS_PER_SESSION})
  FROM jsonb_to_recordset($1::jsonb) AS n(jti uuid, at timestamptz, protocol text, ids text[])
    JOIN viewing_session was ON was.jti = n.jti
  WHERE s.id = was.id AND s.seen_at < n.at AND (s.end_reason IS NULL OR s.end_reason IN ('left', 'never-began'))
  RETURNING CASE WHEN was.ended_at IS NOT NULL THEN s.id END AS id`;

/** Writes viewing sessions in batches and notifies the other replicas. Each method fails as the database does. */
@Injectable()
export class SessionWriter {
  constructor(
    private readonly dataSource: DataSource,
    private readonly notifier: SessionNotifier,
  ) {}

  /**
   * Records viewing sessions. Completes a row that was created from the media server's list, and leaves any other row
   * unchanged. Of two sessions with one jti the first is recorded: in JWT mode a token may be admitted both at its issue
   * and by the hook.
   * @param includeSelf Whether this replica is notified too.
   */
  async add(sessions: readonly NewSession[], includeSelf = false): Promise<void> {
    const unique = new Map(sessions.toReversed().map((each) => [each.jti, each]));
    const rows = [...unique.values()].map((each) => ({
      jti: each.jti,
      workshop_id: each.workshopId,
      pit_id: each.pitId,
      path: each.path,
      media_server_id: each.mediaServerId,
      viewer_kind: each.viewer.kind,
      viewer_id: each.viewer.id,
      protocol: each.protocol,
      address: storable(each.address),
      user_agent: storable(each.userAgent),
      media_ids: each.mediaIds.map(storable),
      issued_at: each.issuedAt,
      began_at: each.beganAt,
      lease_until: each.leaseUntil,
    }));
    await this.notifier.notify(await this.write(INSERT, rows), includeSelf);
  }

  /** Renews leases of viewing sessions that have not ended. */
  async renew(renewals: readonly LeaseRenewal[]): Promise<void> {
    const rows = renewals.map(({ jti, viewer: { kind, id }, until }) => ({
      jti,
      viewer_kind: kind,
      viewer_id: id,
      until,
    }));
    await this.write(RENEW, rows);
  }

  /** Updates viewing sessions by their activity. Reopens a session that was recorded as ended for lack of activity. */
  async addActivity(activity: readonly SessionActivity[]): Promise<void> {
    const rows = activity.map(({ jti, at, protocol, ids }) => ({
      jti,
      at,
      protocol,
      ids: ids.map(storable),
    }));
    // Only reopened sessions are returned.
    await this.notifier.notify(await this.write(UPDATE_ACTIVITY, rows), true);
  }

  /** Notifies every replica, this one too, that viewing sessions have changed. */
  notifyAll(ids: readonly number[]): Promise<void> {
    return this.notifier.notify(ids, true);
  }

  /** Revokes sessions that newer ones of the same viewer have replaced. */
  async addReplaced(jtis: readonly string[]): Promise<void> {
    for (const jti of jtis)
      await insertRevocation(this.dataSource, { of: { jti }, cause: 'replaced', by: null });
  }

  private async write(sql: string, rows: readonly object[]): Promise<number[]> {
    if (rows.length === 0) return [];
    const result = await this.dataSource.query<QueryResult>(sql, [JSON.stringify(rows)]);
    return rowsOf(result).flatMap(({ id }) => id ?? []);
  }
}

type QueryResult = { id: number | null }[] | [{ id: number | null }[], number];

/** TypeORM returns the rows of an UPDATE together with their number. */
function rowsOf(result: QueryResult): { id: number | null }[] {
  return Array.isArray(result[0]) ? result[0] : (result as { id: number | null }[]);
}

/** Text that PostgreSQL accepts: clients may send U+0000, and a cut may split a surrogate pair. */
function storable(text: string): string {
  return text.slice(0, 300).replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
