import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a pit had no picture. Periods in which the media server did not answer are kept as `unknown`. */
export class PeriodCause1797600100000 implements MigrationInterface {
  name = 'PeriodCause1797600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE stream_period ADD COLUMN cause text CHECK (cause IN ('camera', 'media-server')),
         DROP CONSTRAINT stream_period_state_check`,
    );
    await runner.query(
      `ALTER TABLE stream_period ADD CONSTRAINT stream_period_state_check
         CHECK (state IN ('up', 'stalled', 'offline', 'idle', 'unknown'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM stream_period WHERE state = 'unknown' OR cause = 'media-server'`);
    await runner.query(
      'ALTER TABLE stream_period DROP COLUMN cause, DROP CONSTRAINT stream_period_state_check',
    );
    await runner.query(
      `ALTER TABLE stream_period ADD CONSTRAINT stream_period_state_check
         CHECK (state IN ('up', 'stalled', 'offline', 'idle'))`,
    );
  }
}
