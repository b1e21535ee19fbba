import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When pits had their picture: periods of one state, as observers saw them (docs/architecture/stream-history.md). */
export class StreamHistory1795600100000 implements MigrationInterface {
  name = 'StreamHistory1795600100000';

  async up(runner: QueryRunner): Promise<void> {
    // One row for each time that a backend observed: a period that is open is known until `observed_until`.
    await runner.query(`CREATE TABLE stream_observation (
      id uuid PRIMARY KEY,
      began_at timestamptz NOT NULL,
      observed_until timestamptz NOT NULL
    )`);
    // No reference to the observation: it is forgotten once its periods have ended, and the periods stay.
    await runner.query(`CREATE TABLE stream_period (
      pit_id integer NOT NULL REFERENCES pit ON DELETE CASCADE,
      began_at timestamptz NOT NULL,
      observation_id uuid NOT NULL,
      ended_at timestamptz,
      state text NOT NULL CHECK (state IN ('up', 'stalled', 'offline', 'idle')),
      PRIMARY KEY (pit_id, began_at, observation_id),
      CONSTRAINT stream_period_in_order CHECK (ended_at >= began_at)
    )`);
    await runner.query('CREATE INDEX stream_period_by_end ON stream_period (ended_at)');
    await runner.query(
      'CREATE INDEX stream_period_open ON stream_period (observation_id) WHERE ended_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stream_period, stream_observation');
  }
}
