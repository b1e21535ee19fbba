import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Media servers, and which one each workshop is placed on. */
export class MediaServers1795600000000 implements MigrationInterface {
  name = 'MediaServers1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...NOTIFICATIONS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER workshop_placed ON workshop');
    await runner.query('DROP TRIGGER workshop_moved ON workshop');
    await runner.query(
      'ALTER TABLE workshop DROP COLUMN media_server_id, DROP COLUMN moving_to_id, DROP COLUMN moving_since',
    );
    await runner.query('DROP TABLE media_server');
    await runner.query(
      'DROP FUNCTION place_new_workshop, notify_media_servers_changed, notify_placements_changed',
    );
  }
}

const TABLES = [
  // The URLs hold no credentials: the control API is shown one that is derived from the hook's secret.
  `CREATE TABLE media_server (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CONSTRAINT media_server_name_taken UNIQUE,
    state text NOT NULL DEFAULT 'in-use' CHECK (state IN ('in-use', 'draining')),
    is_configured boolean NOT NULL DEFAULT false,
    api_url text NOT NULL CONSTRAINT media_server_api_url_taken UNIQUE,
    webrtc_url text NOT NULL,
    hls_url text NOT NULL,
    rtsp_url text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE UNIQUE INDEX media_server_one_configured ON media_server (is_configured) WHERE is_configured',
  // The backend writes the environment's addresses over these when it starts.
  `INSERT INTO media_server (name, is_configured, api_url, webrtc_url, hls_url, rtsp_url) VALUES
    ('MediaMTX', true, 'http://127.0.0.1:9997', 'http://127.0.0.1:8889', 'http://127.0.0.1:8888', 'rtsp://127.0.0.1:8554')`,
  'ALTER TABLE workshop ADD COLUMN media_server_id integer CONSTRAINT workshop_keeps_media_server REFERENCES media_server',
  'UPDATE workshop SET media_server_id = (SELECT id FROM media_server)',
  // One server at least is always in use: only then is every new workshop placed somewhere.
  `CREATE FUNCTION place_new_workshop() RETURNS integer LANGUAGE sql AS $$
    SELECT s.id FROM media_server s WHERE s.state = 'in-use'
    ORDER BY (SELECT count(*) FROM workshop w WHERE w.media_server_id = s.id), s.is_configured DESC, s.id LIMIT 1
  $$`,
  `ALTER TABLE workshop ALTER COLUMN media_server_id SET NOT NULL,
    ALTER COLUMN media_server_id SET DEFAULT place_new_workshop(),
    ADD COLUMN moving_to_id integer CONSTRAINT workshop_moves_to_media_server REFERENCES media_server,
    ADD COLUMN moving_since timestamptz`,
  'CREATE INDEX workshop_by_media_server ON workshop (media_server_id)',
];

const NOTIFICATIONS = [
  `CREATE FUNCTION notify_media_servers_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('media_servers_changed', '');
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER media_server_changed AFTER INSERT OR UPDATE OR DELETE ON media_server
    FOR EACH STATEMENT EXECUTE FUNCTION notify_media_servers_changed()`,
  `CREATE FUNCTION notify_placements_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('placements_changed', CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER workshop_placed AFTER INSERT OR DELETE ON workshop
    FOR EACH ROW EXECUTE FUNCTION notify_placements_changed()`,
  `CREATE TRIGGER workshop_moved AFTER UPDATE OF media_server_id, moving_to_id ON workshop
    FOR EACH ROW EXECUTE FUNCTION notify_placements_changed()`,
];
