import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An email is unique within a workshop, and among operators: an owner who adds a member learns nothing of other
 * workshops. Undoing it fails while an email signs in to two workshops: remove one of the accounts first.
 */
export class EmailPerWorkshop1797510000000 implements MigrationInterface {
  name = 'EmailPerWorkshop1797510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE app_user DROP CONSTRAINT app_user_email_taken,
      ADD CONSTRAINT app_user_email_taken UNIQUE (email, workshop_id)`);
    await runner.query(
      'CREATE UNIQUE INDEX app_user_operator_email_taken ON app_user (email) WHERE workshop_id IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX app_user_operator_email_taken');
    await runner.query(`ALTER TABLE app_user DROP CONSTRAINT app_user_email_taken,
      ADD CONSTRAINT app_user_email_taken UNIQUE (email)`);
  }
}
