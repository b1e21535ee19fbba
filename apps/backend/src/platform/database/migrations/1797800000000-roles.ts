import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names the role of operators as the rest of the system does, and adds observers, who only watch. */
export class Roles1797800000000 implements MigrationInterface {
  name = 'Roles1797800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

// The name of a role is no change of rights: no viewing session and no sign-in ends with it. Access tokens with the old
// name are refused, and clients refresh them.
const rename = (from: string, to: string) => [
  'ALTER TABLE app_user DISABLE TRIGGER USER',
  `UPDATE app_user SET role = '${to}' WHERE role = '${from}'`,
  'ALTER TABLE app_user ENABLE TRIGGER USER',
];

const DROP_CONSTRAINTS = `ALTER TABLE app_user
  DROP CONSTRAINT app_user_role_check, DROP CONSTRAINT app_user_workshop_by_role`;

const UP = [
  DROP_CONSTRAINTS,
  ...rename('super_admin', 'operator'),
  `ALTER TABLE app_user
    ADD CONSTRAINT app_user_role_check CHECK (role IN ('operator', 'owner', 'staff', 'observer')),
    ADD CONSTRAINT app_user_workshop_by_role CHECK ((role = 'operator') = (workshop_id IS NULL))`,
];

// The schema before has no role for observers. They get no more rights than they had: their accounts are disabled.
const DOWN = [
  DROP_CONSTRAINTS,
  `UPDATE app_user SET role = 'staff', disabled_at = COALESCE(disabled_at, now()) WHERE role = 'observer'`,
  ...rename('operator', 'super_admin'),
  `ALTER TABLE app_user
    ADD CONSTRAINT app_user_role_check CHECK (role IN ('super_admin', 'owner', 'staff')),
    ADD CONSTRAINT app_user_workshop_by_role CHECK ((role = 'super_admin') = (workshop_id IS NULL))`,
];
