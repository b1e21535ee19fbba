import { parsePath } from '@ppf/mediamtx';
import { type DataSource } from 'typeorm';
import { type PeriodBatch } from './period-log';

// A pit that was deleted meanwhile has no row to join, and its periods are gone with it. A camera whose picture is up has
// the address that it was to be given.
const WRITE = `
  WITH written AS (
    INSERT INTO stream_period (pit_id, observation_id, began_at, ended_at, state, cause)
    SELECT pit.id, $1, seen.began_at, seen.ended_at, seen.state, seen.cause
    FROM unnest($4::integer[], $5::integer[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[])
      AS seen (workshop_id, number, began_at, ended_at, state, cause)
    JOIN pit USING (workshop_id, number)
    ON CONFLICT (pit_id, began_at, observation_id) DO UPDATE SET ended_at = excluded.ended_at, state = excluded.state,
      cause = excluded.cause
  ),
  arrived AS (
    UPDATE camera SET address_changed_at = NULL
    FROM unnest($4::integer[], $5::integer[], $6::timestamptz[], $8::text[])
      AS seen (workshop_id, number, began_at, state)
    JOIN pit USING (workshop_id, number)
    WHERE camera.pit_id = pit.id AND seen.state = 'up' AND camera.address_changed_at < seen.began_at
  )
  INSERT INTO stream_observation (id, began_at, observed_until) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET observed_until = greatest(stream_observation.observed_until, excluded.observed_until)`;

/** Writes a batch, all of it or nothing, in one statement. Twice the same is once. */
export async function writePeriods(database: DataSource, batch: PeriodBatch): Promise<void> {
  const entries = batch.entries.flatMap((entry) => {
    const owner = parsePath(entry.path);
    // A pit's history is that of its main stream.
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

/** An observation that was not heard of for so long is over, in milliseconds. */
const OVER_AFTER_MS = 24 * 3_600_000;
/** Rows that are deleted at once: more would hold the writer up. */
const AT_ONCE = 5000;

const END_LOST_PERIODS = `
  UPDATE stream_period AS period SET ended_at = greatest(observation.observed_until, period.began_at)
  FROM stream_observation AS observation
  WHERE observation.id = period.observation_id AND period.ended_at IS NULL AND observation.observed_until < $1`;
const FORGET_OBSERVATIONS = `
  DELETE FROM stream_observation AS observation
  WHERE observed_until < $1
    AND NOT EXISTS (SELECT FROM stream_period WHERE observation_id = observation.id AND ended_at IS NULL)`;
const FORGET_PERIODS = `
  DELETE FROM stream_period WHERE ctid IN (SELECT ctid FROM stream_period WHERE ended_at < $1 LIMIT $2)`;

/**
 * Ends what killed observers left open, and forgets what is older than it is kept. Any backend may, at any time.
 * @param keptSince Periods that ended before are forgotten.
 */
export async function tidyPeriods(database: DataSource, keptSince: Date, now: Date): Promise<void> {
  const over = new Date(now.getTime() - OVER_AFTER_MS);
  await database.query(END_LOST_PERIODS, [over]);
  await database.query(FORGET_OBSERVATIONS, [over]);
  for (let deleted = AT_ONCE; deleted === AT_ONCE;) {
    // TypeORM answers a DELETE with its rows and their count.
    const answer: [unknown, number] = await database.query(FORGET_PERIODS, [keptSince, AT_ONCE]);
    deleted = answer[1];
  }
}
