import { Injectable } from '@nestjs/common';
import { pathOf } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { StreamStatusStore } from '../placement/stream-status-store';

/** A workshop with its cameras, live streams and viewers. */
export interface PlacedWorkshop {
  readonly id: number;
  readonly name: string;
  readonly serverId: number;
  /** Media server that it is moving to; null: it is not moving. */
  readonly movingToId: number | null;
  /** Pits with a camera. */
  readonly cameras: number;
  readonly pushCameras: number;
  /** Pits whose stream exists now. */
  readonly live: number;
  readonly viewers: number;
}

/** Selects workshops; a field that is absent selects all. */
export interface WorkshopFilter {
  readonly serverId?: number;
  readonly workshopId?: number;
  /** Workshops with a greater id. */
  readonly after?: number;
  readonly limit?: number;
}

interface PitRow {
  readonly workshop_id: number;
  readonly number: number;
}

const WORKSHOPS = `
  SELECT w.id, w.name, w.media_server_id AS "serverId", w.moving_to_id AS "movingToId",
    count(c.id)::int AS cameras, (count(c.id) FILTER (WHERE c.kind = 'push'))::int AS "pushCameras"
  FROM workshop w LEFT JOIN pit p ON p.workshop_id = w.id LEFT JOIN camera c ON c.pit_id = p.id
  WHERE ($1::int IS NULL OR w.media_server_id = $1) AND ($2::int IS NULL OR w.id = $2) AND w.id > $3
  GROUP BY w.id ORDER BY w.id LIMIT $4`;
const PITS = `
  SELECT p.workshop_id, p.number FROM pit p JOIN camera c ON c.pit_id = p.id WHERE p.workshop_id = ANY($1)`;

/** Counts cameras (from the database), live streams and viewers (from the stream status) of placed workshops. */
@Injectable()
export class CountPlacedWorkshops {
  constructor(
    private readonly dataSource: DataSource,
    private readonly streams: StreamStatusStore,
  ) {}

  /** Workshops that the filter selects, by id. */
  async count({
    serverId,
    workshopId,
    after = 0,
    limit,
  }: WorkshopFilter): Promise<readonly PlacedWorkshop[]> {
    const found = await this.dataSource.query<Omit<PlacedWorkshop, 'live' | 'viewers'>[]>(WORKSHOPS, [
      serverId ?? null,
      workshopId ?? null,
      after,
      limit ?? null,
    ]);
    const pits = await this.dataSource.query<PitRow[]>(PITS, [found.map(({ id }) => id)]);
    const streams = this.countStreams(pits);
    return found.map((each) => ({ ...each, ...(streams.get(each.id) ?? { live: 0, viewers: 0 }) }));
  }

  private countStreams(pits: readonly PitRow[]): ReadonlyMap<number, { live: number; viewers: number }> {
    const counts = new Map<number, { live: number; viewers: number }>();
    for (const { workshop_id: workshop, number } of pits) {
      const before = counts.get(workshop) ?? { live: 0, viewers: 0 };
      const main = this.streams.of(pathOf(workshop, number));
      const sub = this.streams.of(pathOf(workshop, number, 'sub'));
      const isLive = main.status === 'live' || main.status === 'stalled';
      counts.set(workshop, {
        live: before.live + (isLive ? 1 : 0),
        viewers: before.viewers + main.readers + sub.readers,
      });
    }
    return counts;
  }
}
