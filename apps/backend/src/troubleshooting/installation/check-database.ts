import { Client } from 'pg';
import { checkSessions, type SessionSupport } from '../../platform/database/check-sessions';
import { MIGRATIONS } from '../../platform/database/migrations';
import { message } from '../messages';
import type { AgentFacts } from './decide-agent';
import type { DatabaseFacts } from './decide-parts';

/** A media server of the database, with a pit to test a token with. */
export interface RegisteredServer extends AgentFacts {
  readonly name: string;
  readonly apiUrl: string;
  readonly webrtcUrl: string;
  readonly hlsUrl: string;
  readonly rtspUrl: string;
  /** Null: the server has no pit with an active camera. */
  readonly pit: { readonly workshopId: number; readonly number: number } | null;
}

/** Facts and media servers of the database. */
export interface DatabaseCheckResult {
  readonly facts: DatabaseFacts;
  /** Whether sessions are kept between this machine and the database; null: not tested. */
  readonly sessions: SessionSupport | null;
  /** Empty if the database is unavailable or not migrated. */
  readonly servers: readonly RegisteredServer[];
  /** Its data directory if the database runs on this machine. */
  readonly folder: string | null;
}

// An edge has the pits of its origin. `to_jsonb` also works with a schema without edges.
const SERVERS = `
  SELECT DISTINCT ON (s.id) s.name, s.api_url AS "apiUrl", s.webrtc_url AS "webrtcUrl", s.hls_url AS "hlsUrl",
    s.rtsp_url AS "rtspUrl", s.paths_by AS "pathsBy", a.credential_hash AS "credentialHash",
    a.reported_at AS "reportedAt", a.report,
    CASE WHEN c.id IS NOT NULL THEN json_build_object('workshopId', p.workshop_id, 'number', p.number) END AS pit
  FROM media_server s
  LEFT JOIN media_agent a ON a.media_server_id = s.id
  LEFT JOIN workshop w ON w.media_server_id = coalesce((to_jsonb(s) ->> 'edge_of_id')::int, s.id)
  LEFT JOIN pit p ON p.workshop_id = w.id
  LEFT JOIN camera c ON c.pit_id = p.id AND NOT c.paused
  ORDER BY s.id, c.id NULLS LAST`;

/** Reads facts from the database over a separate connection. Changes nothing, and never rejects. */
export async function checkDatabase(url: string): Promise<DatabaseCheckResult> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await readFacts(client, url);
  } catch (failure) {
    // The driver's error text is omitted: it can contain the address.
    const { code = 'no answer' } = failure as { code?: string };
    const { host } = new URL(url);
    return {
      facts: { failure: message('check.database.unusable', { host, code }) },
      sessions: null,
      servers: [],
      folder: null,
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readFacts(client: Client, url: string): Promise<DatabaseCheckResult> {
  const startedAt = Date.now();
  const { rows } = await client.query<{ now: Date; version: string; migrated: boolean }>(
    `SELECT clock_timestamp() AS now, current_setting('server_version') AS version,
      to_regclass('migration') IS NOT NULL AS migrated`,
  );
  const [row] = rows;
  const midpoint = (startedAt + Date.now()) / 2;
  const done = row?.migrated
    ? (await client.query<{ name: string }>('SELECT name FROM migration')).rows.map(({ name }) => name)
    : [];
  const known = MIGRATIONS.map(({ name }) => name);
  const pending = known.filter((name) => !done.includes(name)).length;
  return {
    facts: {
      failure: null,
      version: row?.version.split(' ')[0] ?? '',
      clockAheadMs: (row?.now.getTime() ?? midpoint) - midpoint,
      pending,
      unknown: done.filter((name) => !known.includes(name)).length,
    },
    sessions: await checkSessions(url).catch(() => null),
    servers: pending === 0 ? (await client.query<RegisteredServer>(SERVERS)).rows : [],
    folder: await folderOf(client, url),
  };
}

/** Returns the data directory; null: not on this machine, or without the privilege to read it. */
async function folderOf(client: Client, url: string): Promise<string | null> {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)) return null;
  const result = await client
    .query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`)
    .catch(() => null);
  return result?.rows[0]?.folder ?? null;
}
