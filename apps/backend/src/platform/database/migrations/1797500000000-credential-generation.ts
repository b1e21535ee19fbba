import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ends a user's access tokens by a number that every change of their rights raises. */
export class CredentialGeneration1797500000000 implements MigrationInterface {
  name = 'CredentialGeneration1797500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

// In the database, so that no code path can change a credential and forget the tokens. The BEFORE trigger raises the
// number; the AFTER triggers notify every backend when it has changed.
const UP = [
  `ALTER TABLE app_user
    ADD COLUMN credential_generation integer NOT NULL DEFAULT 1,
    ADD COLUMN disabled_at timestamptz`,
  `CREATE FUNCTION raise_credential_generation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.credential_generation := GREATEST(NEW.credential_generation, OLD.credential_generation + 1);
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER user_credential_raised BEFORE UPDATE ON app_user FOR EACH ROW
    WHEN ((OLD.password_hash, OLD.role, OLD.workshop_id, OLD.disabled_at)
      IS DISTINCT FROM (NEW.password_hash, NEW.role, NEW.workshop_id, NEW.disabled_at))
    EXECUTE FUNCTION raise_credential_generation()`,
  'DROP TRIGGER user_changed ON app_user',
  `CREATE OR REPLACE FUNCTION notify_users_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      PERFORM pg_notify('users_changed', OLD.id::text);
    ELSE
      PERFORM pg_notify('users_changed', NEW.id::text);
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER user_added_or_removed AFTER INSERT OR DELETE ON app_user
    FOR EACH ROW EXECUTE FUNCTION notify_users_changed()`,
  `CREATE TRIGGER user_changed AFTER UPDATE ON app_user FOR EACH ROW
    WHEN (OLD.credential_generation IS DISTINCT FROM NEW.credential_generation)
    EXECUTE FUNCTION notify_users_changed()`,
  `CREATE TRIGGER user_disabled_viewing_revoked AFTER UPDATE OF disabled_at ON app_user FOR EACH ROW
    WHEN (OLD.disabled_at IS DISTINCT FROM NEW.disabled_at)
    EXECUTE FUNCTION revoke_viewing_of_user('access-changed')`,
  `CREATE FUNCTION end_sign_ins_of_disabled_user() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM sign_in WHERE user_id = NEW.id;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER user_disabled_sign_ins_ended AFTER UPDATE OF disabled_at ON app_user FOR EACH ROW
    WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION end_sign_ins_of_disabled_user()`,
];

const DOWN = [
  'DROP TRIGGER user_disabled_sign_ins_ended ON app_user',
  'DROP FUNCTION end_sign_ins_of_disabled_user',
  'DROP TRIGGER user_disabled_viewing_revoked ON app_user',
  'DROP TRIGGER user_changed ON app_user',
  'DROP TRIGGER user_added_or_removed ON app_user',
  'DROP TRIGGER user_credential_raised ON app_user',
  'DROP FUNCTION raise_credential_generation',
  'ALTER TABLE app_user DROP COLUMN credential_generation, DROP COLUMN disabled_at',
  `CREATE OR REPLACE FUNCTION notify_users_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('users_changed', OLD.id::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER user_changed AFTER UPDATE OF role, workshop_id OR DELETE ON app_user
    FOR EACH ROW EXECUTE FUNCTION notify_users_changed()`,
];
