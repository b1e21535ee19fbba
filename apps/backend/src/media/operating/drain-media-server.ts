import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { MediaServerEntity } from '../../placement';
import { CountPlaced } from './count-placed';
import { MoveWorkshops } from './move-workshops';
import { othersInUse } from './others-in-use';
import { spreadWorkshops } from './spread-workshops';

/** Empties a media server: it gets no new workshops, and those that are on it are spread over the others. */
@Injectable()
export class DrainMediaServer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly countPlaced: CountPlaced,
    private readonly moveWorkshops: MoveWorkshops,
  ) {}

  /**
   * Again after a failure: moves what is left.
   * @throws DomainError no-other-media-server; media-server-unreachable when another one did not take its workshops,
   * which are where they were then, while no new ones come.
   */
  async drain(id: number): Promise<void> {
    const others = await this.dataSource.transaction(async (manager) => {
      // An edge carries no workshops: it only gets no new viewers.
      const isEdge = await manager.existsBy(MediaServerEntity, { id, edgeOfId: Not(IsNull()) });
      const inUse = isEdge ? [] : await othersInUse(manager, id);
      await manager.update(MediaServerEntity, { id }, { state: 'draining' });
      return inUse;
    });
    const placed = await this.countPlaced.count({});
    const load = others.map((server) => ({
      id: server,
      cameras: placed.reduce((sum, each) => sum + (each.serverId === server ? each.cameras : 0), 0),
    }));
    const here = placed.filter(({ serverId }) => serverId === id);
    await this.moveWorkshops.move(spreadWorkshops(here, load));
  }

  /** New workshops may be placed on it again. Those that were moved away stay where they are. */
  async undo(id: number): Promise<void> {
    await this.dataSource.getRepository(MediaServerEntity).update({ id }, { state: 'in-use' });
  }
}
