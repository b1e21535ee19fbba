import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a camera's publish key and allow-list are what they are; null: nobody could publish before. */
export class PublishingSince1796000000000 implements MigrationInterface {
  name = 'PublishingSince1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE camera ADD publishing_since timestamptz');
    await runner.query(`CREATE FUNCTION note_publishing_since() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.publish_key_hash IS NOT NULL OR OLD.allow_list <> '{}')
          AND (OLD.publish_key_hash, OLD.allow_list) IS DISTINCT FROM (NEW.publish_key_hash, NEW.allow_list) THEN
          NEW.publishing_since := clock_timestamp();
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER camera_publishing_since BEFORE UPDATE ON camera
      FOR EACH ROW EXECUTE FUNCTION note_publishing_since()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER camera_publishing_since ON camera');
    await runner.query('DROP FUNCTION note_publishing_since');
    await runner.query('ALTER TABLE camera DROP publishing_since');
  }
}
