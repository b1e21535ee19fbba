import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who watched what, and whose watching was ended. */
export class ViewingSessions1764102000000 implements MigrationInterface {
  name = 'ViewingSessions1764102000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SESSIONS, ...REVOCATIONS, ...BY_CHANGE]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION revoke_viewing_of_user, revoke_viewing_of_pit CASCADE');
    await runner.query('DROP TABLE viewing_revocation, viewing_session');
    await runner.query('DROP FUNCTION notify_viewing_revoked');
  }
}

// A record outlives what it tells of (no foreign keys): who watched a pit is asked after pit and person are gone.
const SESSIONS = [
  `CREATE TABLE viewing_session (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jti uuid NOT NULL CONSTRAINT viewing_session_once UNIQUE,
    workshop_id integer NOT NULL,
    pit_id integer NOT NULL,
    path text NOT NULL,
    media_server_id integer NOT NULL,
    viewer_kind text NOT NULL CHECK (viewer_kind IN ('user', 'share-link', 'api-key', 'unknown')),
    viewer_id integer,
    viewer_name text,
    protocol text NOT NULL,
    address text NOT NULL,
    user_agent text NOT NULL,
    media_ids text[] NOT NULL,
    issued_at timestamptz NOT NULL,
    began_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    lease_until timestamptz NOT NULL,
    is_leased boolean NOT NULL DEFAULT false,
    was_listed boolean NOT NULL DEFAULT false,
    ended_at timestamptz,
    end_reason text,
    ended_by integer,
    bytes_sent bigint NOT NULL DEFAULT 0,
    CONSTRAINT viewing_session_end_has_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CONSTRAINT viewing_session_viewer CHECK ((viewer_kind = 'unknown') = (viewer_id IS NULL))
  )`,
  'CREATE INDEX viewing_session_active ON viewing_session (media_server_id) WHERE ended_at IS NULL',
  'CREATE INDEX viewing_session_by_pit ON viewing_session (pit_id, id)',
  'CREATE INDEX viewing_session_by_workshop ON viewing_session (workshop_id, id)',
  'CREATE INDEX viewing_session_by_viewer ON viewing_session (viewer_kind, viewer_id, id)',
  `CREATE INDEX viewing_session_never_began ON viewing_session (ended_at) WHERE end_reason = 'never-began'`,
];

// Exactly one of: a session (its jti), a viewer, a pit.
const REVOCATIONS = [
  `CREATE TABLE viewing_revocation (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jti uuid,
    viewer_kind text,
    viewer_id integer,
    pit_id integer,
    cause text NOT NULL,
    revoked_by integer,
    revoked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT viewing_revocation_of_one CHECK (num_nonnulls(jti, viewer_id, pit_id) = 1),
    CONSTRAINT viewing_revocation_viewer CHECK ((viewer_kind IS NULL) = (viewer_id IS NULL))
  )`,
  'CREATE INDEX viewing_revocation_by_time ON viewing_revocation (revoked_at)',
  `CREATE FUNCTION notify_viewing_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('viewing_revoked', NEW.id::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER viewing_revoked AFTER INSERT ON viewing_revocation
    FOR EACH ROW EXECUTE FUNCTION notify_viewing_revoked()`,
];

// In the database, so that no way to remove a person, change a password or delete a pit can forget it, and none is
// done without it.
const BY_CHANGE = [
  `CREATE FUNCTION revoke_viewing_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO viewing_revocation (viewer_kind, viewer_id, cause) VALUES ('user', OLD.id, TG_ARGV[0]);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER user_viewing_revoked AFTER DELETE ON app_user
    FOR EACH ROW EXECUTE FUNCTION revoke_viewing_of_user('access-changed')`,
  `CREATE TRIGGER user_access_viewing_revoked AFTER UPDATE OF role, workshop_id ON app_user FOR EACH ROW
    WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.workshop_id IS DISTINCT FROM NEW.workshop_id)
    EXECUTE FUNCTION revoke_viewing_of_user('access-changed')`,
  `CREATE TRIGGER user_password_viewing_revoked AFTER UPDATE OF password_hash ON app_user FOR EACH ROW
    WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash)
    EXECUTE FUNCTION revoke_viewing_of_user('password-changed')`,
  `CREATE FUNCTION revoke_viewing_of_pit() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO viewing_revocation (pit_id, cause) VALUES (OLD.id, 'pit-deleted');
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER pit_viewing_revoked AFTER DELETE ON pit
    FOR EACH ROW EXECUTE FUNCTION revoke_viewing_of_pit()`,
];
