import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second streams, re-encoding, pauses, certificates, MJPEG and allow-lists of cameras; camera networks of workshops. */
export class CompleteCameras1764100000000 implements MigrationInterface {
  name = 'CompleteCameras1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE camera
    ADD COLUMN paused boolean NOT NULL DEFAULT false,
    ADD COLUMN feed text CHECK (feed IN ('rtsp', 'mjpeg')),
    ADD COLUMN tls_fingerprint text CHECK (tls_fingerprint ~ '^[0-9a-f]{64}$'),
    ADD COLUMN sub_path text,
    ADD COLUMN sub boolean NOT NULL DEFAULT false,
    ADD COLUMN transcode boolean NOT NULL DEFAULT false,
    ADD COLUMN allow_list text[] NOT NULL DEFAULT '{}'`,
  `UPDATE camera SET feed = 'rtsp' WHERE kind = 'pull'`,
  `ALTER TABLE camera
    ADD CONSTRAINT camera_pull_has_feed CHECK ((kind = 'pull') = (feed IS NOT NULL)),
    ADD CONSTRAINT camera_allow_list_is_push CHECK (kind = 'push' OR allow_list = '{}'),
    ADD CONSTRAINT camera_sub_of_pull_has_path CHECK (kind = 'push' OR sub = (sub_path IS NOT NULL)),
    ADD CONSTRAINT camera_mjpeg_is_open_and_transcoded CHECK (
      feed IS DISTINCT FROM 'mjpeg'
      OR (transcode AND username IS NULL AND sealed_password IS NULL AND NOT sub))`,
  'ALTER TABLE workshop ADD COLUMN camera_networks text[]',
  // What a workshop's cameras may reach has changed: every one of its pits is to be looked at again.
  `CREATE FUNCTION notify_camera_networks_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('pits_changed', pit.id::text) FROM pit WHERE pit.workshop_id = NEW.id;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER camera_networks_changed AFTER UPDATE OF camera_networks ON workshop
    FOR EACH ROW WHEN (OLD.camera_networks IS DISTINCT FROM NEW.camera_networks)
    EXECUTE FUNCTION notify_camera_networks_changed()`,
];

// A camera that only the newer form can say is taken away: the older one would fetch or let in something else.
const DOWN = [
  'DROP TRIGGER camera_networks_changed ON workshop',
  'DROP FUNCTION notify_camera_networks_changed',
  'ALTER TABLE workshop DROP COLUMN camera_networks',
  `DELETE FROM camera WHERE feed = 'mjpeg' OR paused`,
  `ALTER TABLE camera
    DROP CONSTRAINT camera_pull_has_feed,
    DROP CONSTRAINT camera_allow_list_is_push,
    DROP CONSTRAINT camera_sub_of_pull_has_path,
    DROP CONSTRAINT camera_mjpeg_is_open_and_transcoded,
    DROP COLUMN paused,
    DROP COLUMN feed,
    DROP COLUMN tls_fingerprint,
    DROP COLUMN sub_path,
    DROP COLUMN sub,
    DROP COLUMN transcode,
    DROP COLUMN allow_list`,
];
