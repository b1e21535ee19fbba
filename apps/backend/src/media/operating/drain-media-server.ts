import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MediaServerEntity } from '../../placement';
import { CountPlaced } from './count-placed';
import { MoveWorkshops } from './move-workshops';
import { othersInUse } from './others-in-use';
import { ReachableServers } from './reachable-servers';
import { spreadWorkshops } from './spread-workshops';

const STOP_MOVES = `
  UPDATE workshop SET moving_to_id = NULL, moving_since = NULL
  WHERE media_server_id = $1 AND moving_to_id IS NOT NULL`;

/** Empties a media server: it gets no new workshops, and those that are on it are spread over the others. */
@Injectable()
export class DrainMediaServer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly countPlaced: CountPlaced,
    private readonly moveWorkshops: MoveWorkshops,
    private readonly reachable: ReachableServers,
  ) {}

  /**
   * Again while it is drained: moves what is left. A drain that fails leaves everything as it was.
   * @throws DomainError no-other-media-server; media-server-unreachable, which names the server, when no other one
   * answers, before anything changes, or when one of them did not take its workshops.
   */
  async drain({ id, state: before, edgeOfId }: MediaServerEntity): Promise<void> {
    // An edge carries no workshops: it only gets no new viewers.
    const isEdge = edgeOfId !== null;
    const inUse = isEdge ? [] : await this.dataSource.transaction((manager) => othersInUse(manager, id));
    const targets = isEdge ? [] : await this.reachable.among(inUse);
    await this.dataSource.transaction(async (manager) => {
      if (!isEdge) await othersInUse(manager, id);
      await manager.update(MediaServerEntity, { id }, { state: 'draining' });
    });
    try {
      await this.moveAway(id, targets);
    } catch (failure) {
      await this.dataSource
        .getRepository(MediaServerEntity)
        .update({ id, state: 'draining' }, { state: before });
      throw failure;
    }
  }

  /** New workshops may be placed on it again. What is on its way stays; those that were moved stay where they are. */
  async undo(id: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.update(MediaServerEntity, { id }, { state: 'in-use' });
      await manager.query(STOP_MOVES, [id]);
    });
  }

  private async moveAway(id: number, targets: readonly number[]): Promise<void> {
    const placed = await this.countPlaced.count({});
    const load = targets.map((server) => ({
      id: server,
      cameras: placed.reduce((sum, each) => sum + (each.serverId === server ? each.cameras : 0), 0),
    }));
    const here = placed.filter(({ serverId }) => serverId === id);
    await this.moveWorkshops.move(spreadWorkshops(here, load));
  }
}
