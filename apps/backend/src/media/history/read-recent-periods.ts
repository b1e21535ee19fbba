import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RowFaults } from '../../platform/observability/row-faults';
import { groupBy } from '../../platform/group-by';
import { joinPeriods } from './join-periods';
import { type StreamPeriod } from './stream-period';
import { type PeriodRow, toPeriods } from './period-row';

/** Rows per pit, the newest first: one hour of a camera that flaps as fast as its status can change. */
const MAX_ROWS_PER_PIT = 400;

// The period that covers the begin of the span is the last one before it.
const READ = `
  SELECT pit.id AS pit_id, period.state, period.cause, period.began_at, period.ended_at IS NULL AS is_open,
    coalesce(period.ended_at, greatest(observation.observed_until, period.began_at)) AS ended_at
  FROM unnest($1::integer[]) AS pit (id)
  CROSS JOIN LATERAL (
    (SELECT * FROM stream_period WHERE pit_id = pit.id AND began_at >= $2 AND began_at <= $3
     ORDER BY began_at DESC LIMIT $4)
    UNION ALL
    (SELECT * FROM stream_period WHERE pit_id = pit.id AND began_at < $2 ORDER BY began_at DESC LIMIT 1)
  ) AS period
  LEFT JOIN stream_observation AS observation ON observation.id = period.observation_id
  ORDER BY pit.id, period.began_at`;

/** Reads the recent periods of many pits. */
@Injectable()
export class ReadRecentPeriods {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly faults: RowFaults,
  ) {}

  /**
   * Periods from `since` to `now`, by pit, joined by `joinPeriods`. Open periods end at `now`. Leaves out a pit with an
   * invalid row.
   */
  async read(
    pitIds: readonly number[],
    since: Date,
    now: Date,
  ): Promise<ReadonlyMap<number, readonly StreamPeriod[]>> {
    const rows: (PeriodRow & { pit_id: number })[] = await this.database.query(READ, [
      pitIds,
      since,
      now,
      MAX_ROWS_PER_PIT,
    ]);
    const byPit = groupBy(rows, ({ pit_id: pitId }) => pitId);
    return new Map(
      [...byPit].flatMap(([id, own]) => {
        const periods = this.faults.isolate('history', `pit ${id}`, () =>
          joinPeriods(toPeriods(own, now.getTime())),
        );
        return periods ? [[id, periods] as const] : [];
      }),
    );
  }
}
