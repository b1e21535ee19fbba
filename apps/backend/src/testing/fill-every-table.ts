import type { DataSource } from 'typeorm';
import { Sealing } from '../platform/crypto/sealing';
import { TEST_ENVIRONMENT } from './test-environment';

/** The camera password that is sealed with the key of the tests. */
export const CAMERA_PASSWORD = 'camera-password-of-the-tests';

/**
 * Inserts rows into every table, with each kind of camera and with difficult texts. Add a statement for every new table
 * here: a test fails when a table is empty.
 */
export async function fillEveryTable(database: DataSource): Promise<void> {
  for (const statement of ROWS) await database.query(statement);
  const key = Buffer.from(TEST_ENVIRONMENT['SEALING_KEY'] ?? '', 'base64');
  const sealed = new Sealing({ key, previousKey: null }).seal(CAMERA_PASSWORD, 'pit:1/camera-password');
  await database.query('UPDATE camera SET sealed_password = $1 WHERE pit_id = 1', [sealed]);
}

/** Tables without rows. */
export async function emptyTables(database: DataSource): Promise<string[]> {
  const names = await tableNames(database);
  const counts = await Promise.all(
    names.map((name) => database.query(`SELECT 1 FROM "${name}" LIMIT 1`) as Promise<unknown[]>),
  );
  return names.filter((_, at) => counts[at]?.length === 0);
}

/** Every row of every table as text, by table. A restore keeps all of it but sign-ins and credential generations. */
export async function contents(database: DataSource): Promise<Record<string, string[]>> {
  const read: Record<string, string[]> = {};
  for (const name of await tableNames(database)) {
    if (name === 'sign_in') continue;
    const rows: { row: string }[] = await database.query(
      `SELECT (to_jsonb(kept) - 'credential_generation')::text AS row FROM "${name}" kept ORDER BY 1`,
    );
    read[name] = rows.map(({ row }) => row);
  }
  return read;
}

/** Every table except that of the migrations. */
export async function tableNames(database: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await database.query(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

const UUID = '00000000-0000-4000-8000-00000000000';

const ROWS = [
  `INSERT INTO media_server (name, api_url, webrtc_url, hls_url, rtsp_url)
   VALUES ('second', 'http://10.0.0.2:9997', 'http://10.0.0.2:8889', 'http://10.0.0.2:8888', 'rtsp://10.0.0.2:8554')`,
  `INSERT INTO media_agent (media_server_id, credential_hash, code_hash, code_expires_at, report, reported_at)
   VALUES (1, '\\x0a', '\\x0b', now(), '{"refused": []}', now())`,
  `INSERT INTO workshop (name, camera_networks) VALUES (E'Müller & Söhne "Folie"\\n\\t車', '{10.0.0.0/8}'), ('second', NULL)`,
  `INSERT INTO app_user (email, display_name, password_hash, role, workshop_id) VALUES
   ('root@example.org', 'Root', 'hash', 'operator', NULL), ('o@example.org', E'O\\'Neill', 'hash', 'owner', 1)`,
  `INSERT INTO app_user (email, display_name, password_hash, role, workshop_id, pit_ids)
   VALUES ('s@example.org', 'S', 'hash', 'staff', 1, '{1,2}')`,
  `INSERT INTO sign_in (id, user_id, token_hash, rotated_at, expires_at)
   VALUES ('${UUID}1', 1, '\\x00ff10', '2026-01-02 03:04:05.123456+02', 'infinity')`,
  `INSERT INTO pit (workshop_id, number, name) SELECT 1, number, 'Pit ' || number FROM generate_series(1, 4) number`,
  `INSERT INTO camera (pit_id, kind, feed, host, port, path, username, sealed_password, transport, sub, sub_path, tls, tls_fingerprint)
   VALUES (1, 'pull', 'rtsp', '10.0.0.9', 554, '/stream1', 'admin', 'x', 'tcp', true, '/stream2', true, repeat('a', 64))`,
  `INSERT INTO camera (pit_id, kind, feed, host, port, path, transcode, paused)
   VALUES (2, 'pull', 'mjpeg', '10.0.0.8', 80, '/mjpeg', true, true)`,
  `INSERT INTO camera (pit_id, kind, publish_key_hash, publish_public_key, allow_list, publishing_since)
   VALUES (3, 'push', '\\xdeadbeef', decode(repeat('0a', 32), 'hex'), '{10.0.0.7,"10.1.0.0/16"}', '2026-03-04T05:06:07.000001Z')`,
  `INSERT INTO viewing_session (jti, workshop_id, pit_id, path, media_server_id, viewer_kind, viewer_id, viewer_name,
     protocol, address, user_agent, media_ids, issued_at, began_at, seen_at, lease_until, ended_at, end_reason, bytes_sent)
   SELECT gen_random_uuid(), 1, 1, 'workshop-1/pit-1', 1, 'user', 2, 'O''Neill', 'webrtc', '10.0.0.1', 'agent', '{a,b}',
     now(), now(), now(), now(), now(), 'left', 9007199254740993 + n FROM generate_series(1, 1203) n`,
  `INSERT INTO viewing_revocation (viewer_kind, viewer_id, cause) VALUES ('user', 2, 'access-changed')`,
  `INSERT INTO stream_observation (id, began_at, observed_until) VALUES ('${UUID}2', now(), now())`,
  `INSERT INTO stream_period (pit_id, began_at, observation_id, state) VALUES (1, now(), '${UUID}2', 'up')`,
  `INSERT INTO alert_channel (uid, workshop_id, kind, name, pit_ids, delay_seconds, url, sealed_secret)
   VALUES ('${UUID}3', 1, 'webhook', 'hook', '{1,2}', 60, 'https://example.org/hook', 'v1.x.y.z')`,
  `INSERT INTO maintenance_window (workshop_id, kind, days, from_minute, to_minute, time_zone)
   VALUES (1, 'weekly', '{1,2}', 60, 120, 'Europe/Berlin')`,
  `INSERT INTO outage_alert (channel_id, pit_id, kind, began_at, told_at) VALUES (1, 1, 'offline', now(), now())`,
  `INSERT INTO alert_delivery (channel_id, message_id, events, next_attempt_at, give_up_at, created_at)
   VALUES (1, 'm', '[{"a": 1,\n"b": 2}]', now(), now(), now())`,
  `INSERT INTO alert_attempt (delivery_id, number, began_at, duration_ms) VALUES (1, 1, now(), 5)`,
  `INSERT INTO alert_recipient (workshop_id, address, token_hash, asked_at) VALUES (1, 'a@shop.example', '\\x01', now())`,
  `INSERT INTO alert_request (workshop_id, kind, subject, requested_at) VALUES (1, 'attempt', 'channel 1', now())`,
];
