import { Injectable } from '@nestjs/common';
import type { WorkshopPlacement } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';
import { CountPlaced } from './count-placed';
import { FindMediaServer } from './find-media-server';
import { MoveWorkshops } from './move-workshops';
import { showPlacement } from './show-media-servers';

/** Moves a workshop to a media server that the operator chose. */
@Injectable()
export class PlaceWorkshop {
  constructor(
    private readonly findMediaServer: FindMediaServer,
    private readonly moveWorkshops: MoveWorkshops,
    private readonly countPlaced: CountPlaced,
  ) {}

  /**
   * Tells where it is afterwards. One that is there already stays untouched.
   * @throws DomainError workshop-not-found, media-server-not-found, media-server-draining, media-server-is-edge or media-server-unreachable
   */
  async place(workshopId: number, serverId: number): Promise<WorkshopPlacement> {
    const before = await this.find(workshopId);
    const server = await this.findMediaServer.find(serverId);
    if (before.serverId === server.id) return showPlacement(before);
    if (server.edgeOfId !== null) throw new DomainError('media-server-is-edge');
    if (server.state === 'draining') throw new DomainError('media-server-draining');
    await this.moveWorkshops.move([{ workshopId, to: server.id }]);
    return showPlacement(await this.find(workshopId));
  }

  private async find(workshopId: number) {
    const [placed] = await this.countPlaced.count({ workshopId });
    if (!placed) throw new DomainError('workshop-not-found');
    return placed;
  }
}
