import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediaServerEntity } from '../placement/media-server.entity';
import { ReachableServers } from '../servers/reachable-servers';
import { CountPlacedWorkshops } from './count-placed-workshops';
import { lockOtherServersInUse } from './lock-other-servers-in-use';
import { MoveWorkshops } from './move-workshops';
import { spreadWorkshops } from './spread-workshops';

const CANCEL_MOVES = `
  UPDATE workshop SET moving_to_id = NULL, moving_since = NULL
  WHERE media_server_id = $1 AND moving_to_id IS NOT NULL`;

/** Drains a media server: it gets no new workshops, and its workshops are spread over the other media servers. */
@Injectable()
export class DrainMediaServer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly countPlacedWorkshops: CountPlacedWorkshops,
    private readonly moveWorkshops: MoveWorkshops,
    private readonly reachable: ReachableServers,
  ) {}

  /**
   * Drains a media server. Repeating it moves the workshops that are left. A drain that fails changes nothing.
   * @throws DomainError no-other-media-server; media-server-unreachable, which names the media servers, when no other
   * one is reachable, or when one of them did not get the paths of its workshops in time.
   */
  async drain({ id, state: previousState, edgeOfId }: MediaServerEntity): Promise<void> {
    // No workshop is placed on an edge: it only gets no new viewers.
    const isEdge = edgeOfId !== null;
    const candidates = isEdge
      ? []
      : await this.dataSource.transaction((manager) => lockOtherServersInUse(manager, id));
    const targets = isEdge ? [] : await this.reachable.among(candidates);
    await this.dataSource.transaction(async (manager) => {
      if (!isEdge) await lockOtherServersInUse(manager, id);
      await manager.update(MediaServerEntity, { id }, { state: 'draining' });
    });
    try {
      await this.moveAway(id, targets);
    } catch (failure) {
      await this.dataSource
        .getRepository(MediaServerEntity)
        .update({ id, state: 'draining' }, { state: previousState });
      throw failure;
    }
  }

  /** Puts the media server back into use. Cancels moves that are under way; moved workshops stay where they are. */
  async undo(id: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.update(MediaServerEntity, { id }, { state: 'in-use' });
      await manager.query(CANCEL_MOVES, [id]);
    });
  }

  private async moveAway(id: number, targets: readonly number[]): Promise<void> {
    const placed = await this.countPlacedWorkshops.count({});
    const load = targets.map((server) => ({
      id: server,
      cameras: placed.reduce((sum, each) => sum + (each.serverId === server ? each.cameras : 0), 0),
    }));
    const here = placed.filter(({ serverId }) => serverId === id);
    await this.moveWorkshops.move(spreadWorkshops(here, load));
  }
}
