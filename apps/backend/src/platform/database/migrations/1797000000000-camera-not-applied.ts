import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a camera is not pulled as it is set up, as the leading backend found last. */
export class CameraNotApplied1797000000000 implements MigrationInterface {
  name = 'CameraNotApplied1797000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE camera ADD COLUMN not_applied text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE camera DROP COLUMN not_applied');
  }
}
