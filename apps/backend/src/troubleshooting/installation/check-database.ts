import { Client } from 'pg';
import { checkSessions, type SessionSupport } from '../../platform/database/check-sessions';
import { MIGRATIONS } from '../../platform/database/migrations';
import type { DatabaseFacts } from './decide-parts';

/** A media server as the database has it, with a pit to try a token with. */
export interface RegisteredServer {
  readonly name: string;
  readonly apiUrl: string;
  readonly webrtcUrl: string;
  readonly hlsUrl: string;
  readonly rtspUrl: string;
  /** Null: no pit there has a camera that is not paused. */
  readonly pit: { readonly workshopId: number; readonly number: number } | null;
}

/** What the database told. */
export interface DatabaseCheckResult {
  readonly facts: DatabaseFacts;
  /** Whether sessions are kept on the way to it; null: it could not be asked. */
  readonly sessions: SessionSupport | null;
  /** None where it could not be asked, or was never migrated. */
  readonly servers: readonly RegisteredServer[];
  /** Where its files are, if they are on this machine. */
  readonly folder: string | null;
}

// An edge has the pits of its origin. By way of JSON, since the schema may be older than edges.
const SERVERS = `
  SELECT DISTINCT ON (s.id) s.name, s.api_url AS "apiUrl", s.webrtc_url AS "webrtcUrl", s.hls_url AS "hlsUrl",
    s.rtsp_url AS "rtspUrl",
    CASE WHEN c.id IS NOT NULL THEN json_build_object('workshopId', p.workshop_id, 'number', p.number) END AS pit
  FROM media_server s
  LEFT JOIN workshop w ON w.media_server_id = coalesce((to_jsonb(s) ->> 'edge_of_id')::int, s.id)
  LEFT JOIN pit p ON p.workshop_id = w.id
  LEFT JOIN camera c ON c.pit_id = p.id AND NOT c.paused
  ORDER BY s.id, c.id NULLS LAST`;

/** Asks a database what it is, by a connection of its own. Changes nothing, and never fails. */
export async function checkDatabase(url: string): Promise<DatabaseCheckResult> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await ask(client, url);
  } catch (failure) {
    // The words of the driver can hold the address, and never the password.
    const { code = 'no answer' } = failure as { code?: string };
    const { host } = new URL(url);
    return {
      facts: { failure: `PostgreSQL at ${host} cannot be used (${code}).` },
      sessions: null,
      servers: [],
      folder: null,
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ask(client: Client, url: string): Promise<DatabaseCheckResult> {
  const asked = Date.now();
  const { rows } = await client.query<{ now: Date; version: string; migrated: boolean }>(
    `SELECT clock_timestamp() AS now, current_setting('server_version') AS version,
      to_regclass('migration') IS NOT NULL AS migrated`,
  );
  const [told] = rows;
  const between = (asked + Date.now()) / 2;
  const done = told?.migrated
    ? (await client.query<{ name: string }>('SELECT name FROM migration')).rows.map(({ name }) => name)
    : [];
  const known = MIGRATIONS.map(({ name }) => name);
  const pending = known.filter((name) => !done.includes(name)).length;
  return {
    facts: {
      failure: null,
      version: told?.version.split(' ')[0] ?? '',
      clockAheadMs: (told?.now.getTime() ?? between) - between,
      pending,
      unknown: done.filter((name) => !known.includes(name)).length,
    },
    sessions: await checkSessions(url).catch(() => null),
    servers: pending === 0 ? (await client.query<RegisteredServer>(SERVERS)).rows : [],
    folder: await folderOf(client, url),
  };
}

/** Only who may read all settings is told. */
async function folderOf(client: Client, url: string): Promise<string | null> {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)) return null;
  const told = await client
    .query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`)
    .catch(() => null);
  return told?.rows[0]?.folder ?? null;
}
