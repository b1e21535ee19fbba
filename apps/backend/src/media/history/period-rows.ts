import { parsePath } from '@ppf/mediamtx';
import { type DataSource } from 'typeorm';
import { type PeriodBatch } from './period-log';

// Joining the pits drops the periods of a pit that was deleted meanwhile. A camera whose stream is up uses its new
// address, so the reminder to change the address ends.
const WRITE = `
  WITH written AS (
    INSERT INTO stream_period (pit_id, observation_id, began_at, ended_at, state, cause)
    SELECT pit.id, $1, entry.began_at, entry.ended_at, entry.state, entry.cause
    FROM unnest($4::integer[], $5::integer[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[])
      AS entry (workshop_id, number, began_at, ended_at, state, cause)
    JOIN pit USING (workshop_id, number)
    ON CONFLICT (pit_id, began_at, observation_id) DO UPDATE SET ended_at = excluded.ended_at, state = excluded.state,
      cause = excluded.cause
  ),
  reconnected AS (
    UPDATE camera SET address_changed_at = NULL
    FROM unnest($4::integer[], $5::integer[], $6::timestamptz[], $8::text[])
      AS entry (workshop_id, number, began_at, state)
    JOIN pit USING (workshop_id, number)
    WHERE camera.pit_id = pit.id AND entry.state = 'up' AND camera.address_changed_at < entry.began_at
  )
  INSERT INTO stream_observation (id, began_at, observed_until) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET observed_until = greatest(stream_observation.observed_until, excluded.observed_until)`;

/** Writes a batch in one statement, all of it or nothing. Idempotent. */
export async function writePeriods(database: DataSource, batch: PeriodBatch): Promise<void> {
  const entries = batch.entries.flatMap((entry) => {
    const owner = parsePath(entry.path);
    // The history of a pit is the history of its main stream.
    return owner?.stream === 'main' ? [{ ...entry, ...owner }] : [];
  });
  await database.query(WRITE, [
    batch.id,
    new Date(batch.beganAt),
    new Date(batch.observedUntil),
    entries.map(({ workshopId }) => workshopId),
    entries.map(({ pitNumber }) => pitNumber),
    entries.map(({ beganAt }) => new Date(beganAt)),
    entries.map(({ endedAt }) => endedAt && new Date(endedAt)),
    entries.map(({ state }) => state),
    entries.map(({ cause }) => cause),
  ]);
}

/** Milliseconds without an update after which an observation has ended. */
const OBSERVATION_TTL_MS = 24 * 3_600_000;
/** Rows per DELETE: more would delay the writer. */
const DELETE_BATCH_SIZE = 5000;

const CLOSE_ABANDONED_PERIODS = `
  UPDATE stream_period AS period SET ended_at = greatest(observation.observed_until, period.began_at)
  FROM stream_observation AS observation
  WHERE observation.id = period.observation_id AND period.ended_at IS NULL AND observation.observed_until < $1`;
const DELETE_OBSERVATIONS = `
  DELETE FROM stream_observation AS observation
  WHERE observed_until < $1
    AND NOT EXISTS (SELECT FROM stream_period WHERE observation_id = observation.id AND ended_at IS NULL)`;
const DELETE_PERIODS = `
  DELETE FROM stream_period WHERE ctid IN (SELECT ctid FROM stream_period WHERE ended_at < $1 LIMIT $2)`;

/**
 * Closes periods that killed backends left open, and deletes old rows. Any backend may run it at any time.
 * @param keptSince Deletes periods that ended before this time.
 */
export async function cleanUpPeriods(database: DataSource, keptSince: Date, now: Date): Promise<void> {
  const lastUpdate = new Date(now.getTime() - OBSERVATION_TTL_MS);
  await database.query(CLOSE_ABANDONED_PERIODS, [lastUpdate]);
  await database.query(DELETE_OBSERVATIONS, [lastUpdate]);
  for (let deleted = DELETE_BATCH_SIZE; deleted === DELETE_BATCH_SIZE;) {
    // TypeORM returns the rows of a DELETE and their number.
    const result: [unknown, number] = await database.query(DELETE_PERIODS, [keptSince, DELETE_BATCH_SIZE]);
    deleted = result[1];
  }
}
