import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type PitHistory, type PitHistoryQuery } from '@ppf/contracts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { type PitEntity } from '../../pits';
import { Clock } from '../../platform/clock';
import { pageOf, readPage } from '../../platform/http/paging';
import { joinPeriods } from './join-periods';
import { readHistorySpan } from './read-history-span';
import { type StreamPeriod } from './stream-period';
import { outagesOf, type Span, timeByState, timelineOf } from './summarize-periods';
import { type PeriodRow, untilNow } from './until-now';

/** Rows that are read for one answer, the newest. A camera that flaps as fast as it is shown makes so many in a day. */
export const MOST_ROWS = 20_000;
/** Rows that are read in one turn of the event loop, about 5 ms of the processor. */
export const ROWS_PER_TURN = 2000;

// The period that was going on at the begin is the last one before it: those of one observer do not overlap.
const READ = `
  SELECT period.state, period.cause, period.began_at, period.ended_at IS NULL AS is_open,
    coalesce(period.ended_at, greatest(observation.observed_until, period.began_at)) AS ended_at
  FROM (
    (SELECT * FROM stream_period WHERE pit_id = $1 AND began_at >= $2 AND began_at < $3
     ORDER BY began_at DESC, observation_id OFFSET $5 LIMIT $4)
    UNION ALL
    (SELECT * FROM stream_period WHERE pit_id = $1 AND began_at < $2 AND $5 = 0 ORDER BY began_at DESC LIMIT 1)
  ) AS period
  LEFT JOIN stream_observation AS observation ON observation.id = period.observation_id
  ORDER BY period.began_at`;

/** Tells when a pit had its picture, from what observers wrote down. */
@Injectable()
export class ReadPitHistory {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `validation-failed` for a time that is none, and for a cursor that is not one of ours. */
  async read(pit: PitEntity, query: PitHistoryQuery): Promise<PitHistory> {
    const now = this.clock.now().getTime();
    const page = readPage(query);
    const asked = readHistorySpan(query, pit.createdAt.getTime(), now);
    const rows = await this.rows(pit.id, asked);
    const [oldest] = rows.filter(({ began_at: begins }) => begins.getTime() >= asked.from);
    const isCut = rows.length >= MOST_ROWS && oldest !== undefined;
    const span = { from: isCut ? Math.max(oldest.began_at.getTime(), asked.from) : asked.from, to: asked.to };
    const periods = joinPeriods(untilNow(rows, now));
    await nextTurn();
    const outages = outagesOf(periods, span).reverse();
    await nextTurn();
    const goesOn = outages[0]?.endedAt === now;
    const numbered = outages.map((outage, index) => ({ ...outage, number: index + 1 }));
    return {
      ...figures(periods, span),
      outage_count: outages.length,
      timeline: timelineOf(periods, span).map(({ state, cause, beganAt }) => ({
        state,
        cause,
        began_at: iso(beganAt),
      })),
      ...pageOf(
        numbered.filter(({ number }) => number > page.after).slice(0, page.limit + 1),
        page,
        ({ number }) => number,
        ({ kind, cause, beganAt, endedAt, number }) => ({
          kind,
          cause,
          began_at: iso(beganAt),
          ended_at: goesOn && number === 1 ? null : iso(endedAt),
        }),
      ),
    };
  }

  /** In pages, so that many periods of one pit do not hold up what others ask. Oldest first. */
  private async rows(pitId: number, { from, to }: Span): Promise<PeriodRow[]> {
    const pages: PeriodRow[][] = [];
    for (let offset = 0; offset < MOST_ROWS; offset += ROWS_PER_TURN) {
      const page = await this.database.query<PeriodRow[]>(READ, [
        pitId,
        new Date(from),
        new Date(to),
        ROWS_PER_TURN,
        offset,
      ]);
      pages.push(page);
      if (page.length < ROWS_PER_TURN) break;
    }
    return inOrder(pages);
  }
}

/** The first page has the newest rows, and the one before all of them. */
function inOrder(pages: readonly PeriodRow[][]): PeriodRow[] {
  return pages
    .toReversed()
    .flat()
    .sort((one, other) => one.began_at.getTime() - other.began_at.getTime());
}

function figures(periods: readonly StreamPeriod[], span: Span) {
  const { up, down, taken, idle } = timeByState(periods, span);
  const whole = span.to - span.from;
  return {
    from: iso(span.from),
    to: iso(span.to),
    uptime_share: up + down > 0 ? up / (up + down) : null,
    unknown_share: whole > 0 ? Math.max(0, (whole - up - down - taken - idle) / whole) : 0,
    down_seconds: Math.round(down / 1000),
    media_server_down_seconds: Math.round(taken / 1000),
  };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
