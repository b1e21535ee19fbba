import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When the address that a camera publishes to was changed: its workshop was moved, or its media server got another
 * address. Until the camera publishes there, its owner is told to enter the new one.
 */
export class PublishAddressChanged1797600200000 implements MigrationInterface {
  name = 'PublishAddressChanged1797600200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER workshop_address_changed ON workshop');
    await runner.query('DROP TRIGGER media_server_address_changed ON media_server');
    await runner.query('DROP FUNCTION note_workshop_address(), note_media_server_address()');
    await runner.query('ALTER TABLE camera DROP COLUMN address_changed_at');
  }
}

const UP = [
  'ALTER TABLE camera ADD COLUMN address_changed_at timestamptz',
  `CREATE FUNCTION note_workshop_address() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE camera SET address_changed_at = now()
      FROM pit, media_server AS old_server, media_server AS new_server
      WHERE camera.pit_id = pit.id AND pit.workshop_id = NEW.id AND camera.kind = 'push'
        AND old_server.id = OLD.media_server_id AND new_server.id = NEW.media_server_id
        AND old_server.rtsp_url <> new_server.rtsp_url;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER workshop_address_changed AFTER UPDATE OF media_server_id ON workshop
    FOR EACH ROW WHEN (OLD.media_server_id <> NEW.media_server_id) EXECUTE FUNCTION note_workshop_address()`,
  `CREATE FUNCTION note_media_server_address() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE camera SET address_changed_at = now()
      FROM pit, workshop
      WHERE camera.pit_id = pit.id AND pit.workshop_id = workshop.id AND camera.kind = 'push'
        AND workshop.media_server_id = NEW.id;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER media_server_address_changed AFTER UPDATE OF rtsp_url ON media_server
    FOR EACH ROW WHEN (OLD.rtsp_url <> NEW.rtsp_url) EXECUTE FUNCTION note_media_server_address()`,
];
