import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type PitHistory, type PitHistoryQuery } from '@ppf/contracts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { type PitEntity } from '../../pits';
import { Clock } from '../../platform/clock';
import { pageOf, readPage } from '../../platform/http/paging';
import { joinPeriods } from './join-periods';
import { parseHistorySpan } from './parse-history-span';
import { type StreamPeriod } from './stream-period';
import { outagesOf, type Span, timeByState, timelineOf } from './summarize-periods';
import { type PeriodRow, toPeriods } from './period-row';

/** Rows per response, the newest first: one day of a camera that flaps as fast as its status can change. */
export const MAX_ROWS = 20_000;
/** Rows per page, which block the event loop for about 5 ms. */
export const ROWS_PER_PAGE = 2000;

// The period that covers the begin of the span is the last one before it: periods of one tracker do not overlap.
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

/** Reads the history of a pit: outages, uptime and a timeline. */
@Injectable()
export class ReadPitHistory {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `validation-failed` for an invalid instant or cursor. */
  async read(pit: PitEntity, query: PitHistoryQuery): Promise<PitHistory> {
    const now = this.clock.now().getTime();
    const page = readPage(query);
    const requested = parseHistorySpan(query, pit.createdAt.getTime(), now);
    const rows = await this.rows(pit.id, requested);
    const [oldest] = rows.filter(({ began_at: beganAt }) => beganAt.getTime() >= requested.from);
    const isCut = rows.length >= MAX_ROWS && oldest !== undefined;
    const span = {
      from: isCut ? Math.max(oldest.began_at.getTime(), requested.from) : requested.from,
      to: requested.to,
    };
    const periods = joinPeriods(toPeriods(rows, now));
    await nextTurn();
    const outages = outagesOf(periods, span).reverse();
    await nextTurn();
    const isOngoing = outages[0]?.endedAt === now;
    const numbered = outages.map((outage, index) => ({ ...outage, number: index + 1 }));
    return {
      ...figures(periods, span),
      outage_count: outages.length,
      timeline: timelineOf(periods, span).map(({ state, cause, beganAt }) => ({
        state,
        cause,
        began_at: toIso(beganAt),
      })),
      ...pageOf(
        numbered.filter(({ number }) => number > page.after).slice(0, page.limit + 1),
        page,
        ({ number }) => number,
        ({ kind, cause, beganAt, endedAt, number }) => ({
          kind,
          cause,
          began_at: toIso(beganAt),
          ended_at: isOngoing && number === 1 ? null : toIso(endedAt),
        }),
      ),
    };
  }

  /** Reads the rows in pages, so that a pit with many periods does not block other requests. Oldest first. */
  private async rows(pitId: number, { from, to }: Span): Promise<PeriodRow[]> {
    const pages: PeriodRow[][] = [];
    for (let offset = 0; offset < MAX_ROWS; offset += ROWS_PER_PAGE) {
      const page = await this.database.query<PeriodRow[]>(READ, [
        pitId,
        new Date(from),
        new Date(to),
        ROWS_PER_PAGE,
        offset,
      ]);
      pages.push(page);
      if (page.length < ROWS_PER_PAGE) break;
    }
    return sortRows(pages);
  }
}

/** Sorts the rows of all pages. The first page has the newest rows and the row before the span. */
function sortRows(pages: readonly PeriodRow[][]): PeriodRow[] {
  return pages
    .toReversed()
    .flat()
    .sort((one, other) => one.began_at.getTime() - other.began_at.getTime());
}

function figures(periods: readonly StreamPeriod[], span: Span) {
  const { up, down, serverDown, idle } = timeByState(periods, span);
  const whole = span.to - span.from;
  return {
    from: toIso(span.from),
    to: toIso(span.to),
    uptime_share: up + down > 0 ? up / (up + down) : null,
    unknown_share: whole > 0 ? Math.max(0, (whole - up - down - serverDown - idle) / whole) : 0,
    down_seconds: Math.round(down / 1000),
    media_server_down_seconds: Math.round(serverDown / 1000),
  };
}

function toIso(instant: number): string {
  return new Date(instant).toISOString();
}
