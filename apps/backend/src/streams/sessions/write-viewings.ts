import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type MediaActivity } from '../hook/media-auth-record';
import { insertRevocation } from '../revocation/insert-revocation';
import { TellViewings } from './tell-viewings';
import { type ViewerOf } from './viewer';

/** A session to be recorded. */
export interface NewViewing {
  readonly jti: string;
  readonly workshopId: number;
  readonly pitId: number;
  readonly path: string;
  readonly mediaServerId: number;
  readonly viewer: ViewerOf;
  readonly protocol: string;
  readonly address: string;
  readonly userAgent: string;
  readonly mediaIds: readonly string[];
  readonly issuedAt: Date;
  readonly beganAt: Date;
  readonly leaseUntil: Date;
}

/** A lease to be prolonged. */
export interface ViewingRenewal {
  readonly jti: string;
  /** Only this viewer's own session. */
  readonly viewer: ViewerOf;
  readonly until: Date;
}

/** Ids kept of one session. */
const MAX_IDS = 8;

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

const SEEN = `
  UPDATE viewing_session s SET seen_at = n.at, protocol = n.protocol, ended_at = NULL, end_reason = NULL,
    media_ids = ARRAY(SELECT DISTINCT id FROM unnest(s.media_ids || n.ids) AS id LIMIT ${MAX_IDS})
  FROM jsonb_to_recordset($1::jsonb) AS n(jti uuid, at timestamptz, protocol text, ids text[])
    JOIN viewing_session was ON was.jti = n.jti
  WHERE s.id = was.id AND s.seen_at < n.at AND (s.end_reason IS NULL OR s.end_reason IN ('left', 'never-began'))
  RETURNING CASE WHEN was.ended_at IS NOT NULL THEN s.id END AS id`;

/** Writes viewing sessions many at a time, and tells the other replicas of it. Each fails as the database does. */
@Injectable()
export class WriteViewings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tell: TellViewings,
  ) {}

  /**
   * Records sessions. One that was found at the media server before is completed, any other that is there is left. Of
   * two with one jti the first is recorded: in JWT mode a token may be admitted at its issue and by the hook at once.
   * @param toAll whether this replica has to hear of it too
   */
  async add(viewings: readonly NewViewing[], toAll = false): Promise<void> {
    const once = new Map(viewings.toReversed().map((each) => [each.jti, each]));
    const rows = [...once.values()].map((each) => ({
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
    await this.tell.tell(await this.write(INSERT, rows), toAll);
  }

  /** Prolongs leases of sessions that go on. */
  async renew(renewals: readonly ViewingRenewal[]): Promise<void> {
    const rows = renewals.map(({ jti, viewer: { kind, id }, until }) => ({
      jti,
      viewer_kind: kind,
      viewer_id: id,
      until,
    }));
    await this.write(RENEW, rows);
  }

  /** Notes that sessions go on. One that was taken for over because nothing was heard of it goes on after all. */
  async seen(activity: readonly MediaActivity[]): Promise<void> {
    const rows = activity.map(({ jti, at, protocol, ids }) => ({
      jti,
      at,
      protocol,
      ids: ids.map(storable),
    }));
    // Only what comes back is news to anybody.
    await this.tell.tell(await this.write(SEEN, rows), true);
  }

  /** Tells every replica, this one too, that sessions have changed. */
  told(ids: readonly number[]): Promise<void> {
    return this.tell.tell(ids, true);
  }

  /** Writes down that sessions were replaced by newer ones of the same viewer. */
  async replaced(jtis: readonly string[]): Promise<void> {
    for (const jti of jtis)
      await insertRevocation(this.dataSource, { of: { jti }, cause: 'replaced', by: null });
  }

  private async write(sql: string, rows: readonly object[]): Promise<number[]> {
    if (rows.length === 0) return [];
    const answer = await this.dataSource.query<Returned>(sql, [JSON.stringify(rows)]);
    return rowsOf(answer).flatMap(({ id }) => id ?? []);
  }
}

type Returned = { id: number | null }[] | [{ id: number | null }[], number];

/** TypeORM gives the rows of an UPDATE together with their number. */
function rowsOf(answer: Returned): { id: number | null }[] {
  return Array.isArray(answer[0]) ? answer[0] : (answer as { id: number | null }[]);
}

/** Text that PostgreSQL takes: clients and media servers may send any, U+0000 too, and a cut may halve a character. */
function storable(text: string): string {
  return text.slice(0, 300).replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
