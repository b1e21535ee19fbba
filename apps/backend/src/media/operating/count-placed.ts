import { Injectable } from '@nestjs/common';
import { pathOf } from '@ppf/mediamtx';
import { DataSource } from 'typeorm';
import { StreamStatusStore } from '../../pits';

/** A workshop with what it has on its media server, and who watches it now. */
export interface PlacedWorkshop {
  readonly id: number;
  readonly name: string;
  readonly serverId: number;
  readonly movingToId: number | null;
  /** Pits with a camera. */
  readonly cameras: number;
  readonly pushCameras: number;
  /** Pits whose stream exists now. */
  readonly live: number;
  readonly viewers: number;
}

/** Which workshops; absent: all. */
export interface WhichWorkshops {
  readonly serverId?: number;
  readonly workshopId?: number;
  /** Ids greater than this one. */
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

/** Counts what is placed on media servers: cameras from the database, streams and viewers from the board. */
@Injectable()
export class CountPlaced {
  constructor(
    private readonly dataSource: DataSource,
    private readonly board: StreamStatusStore,
  ) {}

  /** Workshops, by id. */
  async count({
    serverId,
    workshopId,
    after = 0,
    limit,
  }: WhichWorkshops): Promise<readonly PlacedWorkshop[]> {
    const found = await this.dataSource.query<Omit<PlacedWorkshop, 'live' | 'viewers'>[]>(WORKSHOPS, [
      serverId ?? null,
      workshopId ?? null,
      after,
      limit ?? null,
    ]);
    const pits = await this.dataSource.query<PitRow[]>(PITS, [found.map(({ id }) => id)]);
    const watched = this.watched(pits);
    return found.map((each) => ({ ...each, ...(watched.get(each.id) ?? { live: 0, viewers: 0 }) }));
  }

  private watched(pits: readonly PitRow[]): ReadonlyMap<number, { live: number; viewers: number }> {
    const counts = new Map<number, { live: number; viewers: number }>();
    for (const { workshop_id: workshop, number } of pits) {
      const before = counts.get(workshop) ?? { live: 0, viewers: 0 };
      const main = this.board.of(pathOf(workshop, number));
      const sub = this.board.of(pathOf(workshop, number, 'sub'));
      const isLive = main.status === 'live' || main.status === 'stalled';
      counts.set(workshop, {
        live: before.live + (isLive ? 1 : 0),
        viewers: before.viewers + main.readers + sub.readers,
      });
    }
    return counts;
  }
}
