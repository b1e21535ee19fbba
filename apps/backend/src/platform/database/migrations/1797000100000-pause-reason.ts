import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a camera was paused by this service. */
export class PauseReason1797000100000 implements MigrationInterface {
  name = 'PauseReason1797000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE camera ADD COLUMN pause_reason text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE camera DROP COLUMN pause_reason');
  }
}
