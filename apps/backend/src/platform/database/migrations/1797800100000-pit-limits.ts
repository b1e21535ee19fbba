import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits staff and observers to some pits of their workshop. */
export class PitLimits1797800100000 implements MigrationInterface {
  name = 'PitLimits1797800100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

// A change of the pits ends access tokens, event streams, issued stream tokens and viewing sessions, as a change of the
// role does: the same number is raised, and the same revocation is recorded.
const UP = [
  `ALTER TABLE app_user ADD COLUMN pit_ids integer[],
     ADD CONSTRAINT app_user_pits_by_role CHECK (pit_ids IS NULL OR role IN ('staff', 'observer'))`,
  'DROP TRIGGER user_credential_raised ON app_user',
  `CREATE TRIGGER user_credential_raised BEFORE UPDATE ON app_user FOR EACH ROW
    WHEN ((OLD.password_hash, OLD.role, OLD.workshop_id, OLD.disabled_at, OLD.pit_ids)
      IS DISTINCT FROM (NEW.password_hash, NEW.role, NEW.workshop_id, NEW.disabled_at, NEW.pit_ids))
    EXECUTE FUNCTION raise_credential_generation()`,
  `CREATE TRIGGER user_pits_viewing_revoked AFTER UPDATE OF pit_ids ON app_user FOR EACH ROW
    WHEN (OLD.pit_ids IS DISTINCT FROM NEW.pit_ids)
    EXECUTE FUNCTION revoke_viewing_of_user('access-changed')`,
];

// The schema before has no limits. A limited user gets no more pits: the account is disabled.
const DOWN = [
  'UPDATE app_user SET disabled_at = COALESCE(disabled_at, now()) WHERE pit_ids IS NOT NULL',
  'DROP TRIGGER user_pits_viewing_revoked ON app_user',
  'DROP TRIGGER user_credential_raised ON app_user',
  `CREATE TRIGGER user_credential_raised BEFORE UPDATE ON app_user FOR EACH ROW
    WHEN ((OLD.password_hash, OLD.role, OLD.workshop_id, OLD.disabled_at)
      IS DISTINCT FROM (NEW.password_hash, NEW.role, NEW.workshop_id, NEW.disabled_at))
    EXECUTE FUNCTION raise_credential_generation()`,
  'ALTER TABLE app_user DROP COLUMN pit_ids',
];
