import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Workshops, the people in them, their pits and cameras. */
export class FirstTables1764000000000 implements MigrationInterface {
  name = 'FirstTables1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PEOPLE, ...PITS, ...NOTIFICATIONS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE camera, pit, sign_in, app_user, workshop');
    await runner.query('DROP FUNCTION notify_pits_changed, notify_users_changed');
  }
}

const PEOPLE = [
  `CREATE TABLE workshop (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    is_sample boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE app_user (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL CHECK (email = lower(email)),
    display_name text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL CHECK (role IN ('super_admin', 'owner', 'staff')),
    workshop_id integer REFERENCES workshop ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT app_user_email_taken UNIQUE (email),
    CONSTRAINT app_user_workshop_by_role CHECK ((role = 'super_admin') = (workshop_id IS NULL))
  )`,
  'CREATE INDEX app_user_by_workshop ON app_user (workshop_id)',
  // One row a sign-in; its refresh token is replaced at every use.
  `CREATE TABLE sign_in (
    id uuid PRIMARY KEY,
    user_id integer NOT NULL REFERENCES app_user ON DELETE CASCADE,
    token_hash bytea NOT NULL,
    previous_token_hash bytea,
    successor_sealed text,
    rotated_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
  )`,
  'CREATE INDEX sign_in_by_user ON sign_in (user_id)',
];

const PITS = [
  // A workshop with pits cannot be deleted: its cameras would go with it by one slip.
  `CREATE TABLE pit (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workshop_id integer NOT NULL CONSTRAINT pit_keeps_workshop REFERENCES workshop ON DELETE RESTRICT,
    number integer NOT NULL CHECK (number BETWEEN 1 AND 9999),
    name text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pit_number_taken UNIQUE (workshop_id, number)
  )`,
  `CREATE TABLE camera (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pit_id integer NOT NULL UNIQUE REFERENCES pit ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('pull', 'push')),
    tls boolean NOT NULL DEFAULT false,
    host text,
    port integer CHECK (port BETWEEN 1 AND 65535),
    path text,
    username text,
    sealed_password text,
    transport text CHECK (transport IN ('automatic', 'tcp', 'udp')),
    on_demand boolean NOT NULL DEFAULT false,
    publish_key_hash bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT camera_pull_has_address CHECK (kind <> 'pull' OR (host IS NOT NULL AND port IS NOT NULL AND path IS NOT NULL)),
    CONSTRAINT camera_push_has_key_only CHECK (kind = 'pull' OR (host IS NULL AND sealed_password IS NULL)),
    CONSTRAINT camera_key_is_push CHECK (kind = 'push' OR publish_key_hash IS NULL)
  )`,
];

// The hook decides from memory: whoever keeps an index of pits or people listens to these (MediaMTX contract §0.1).
const NOTIFICATIONS = [
  `CREATE FUNCTION notify_pits_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    changed jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
  BEGIN
    PERFORM pg_notify('pits_changed', changed ->> TG_ARGV[0]);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER pit_changed AFTER INSERT OR UPDATE OR DELETE ON pit
    FOR EACH ROW EXECUTE FUNCTION notify_pits_changed('id')`,
  `CREATE TRIGGER camera_changed AFTER INSERT OR UPDATE OR DELETE ON camera
    FOR EACH ROW EXECUTE FUNCTION notify_pits_changed('pit_id')`,
  `CREATE FUNCTION notify_users_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('users_changed', OLD.id::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER user_changed AFTER UPDATE OF role, workshop_id OR DELETE ON app_user
    FOR EACH ROW EXECUTE FUNCTION notify_users_changed()`,
];
