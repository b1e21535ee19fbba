import { Injectable } from '@nestjs/common';
import type { WorkshopPlacement } from '@ppf/contracts';
import { DomainError } from '../../platform/problems/domain-error';
import { FindMediaServer } from '../servers/find-media-server';
import { CountPlacedWorkshops, type PlacedWorkshop } from './count-placed-workshops';
import { MoveWorkshops } from './move-workshops';

/** Moves a workshop to the media server that the operator selects. */
@Injectable()
export class PlaceWorkshop {
  constructor(
    private readonly findMediaServer: FindMediaServer,
    private readonly moveWorkshops: MoveWorkshops,
    private readonly countPlacedWorkshops: CountPlacedWorkshops,
  ) {}

  /**
   * Moves the workshop and returns its placement. Changes nothing if it is already placed there.
   * @throws DomainError workshop-not-found, media-server-not-found, media-server-draining, media-server-is-edge or media-server-unreachable
   */
  async place(workshopId: number, serverId: number): Promise<WorkshopPlacement> {
    const before = await this.find(workshopId);
    const server = await this.findMediaServer.find(serverId);
    if (before.serverId === server.id) return toPlacementResponse(before);
    if (server.edgeOfId !== null) throw new DomainError('media-server-is-edge');
    if (server.state === 'draining') throw new DomainError('media-server-draining');
    await this.moveWorkshops.move([{ workshopId, to: server.id }]);
    return toPlacementResponse(await this.find(workshopId));
  }

  private async find(workshopId: number): Promise<PlacedWorkshop> {
    const [placed] = await this.countPlacedWorkshops.count({ workshopId });
    if (!placed) throw new DomainError('workshop-not-found');
    return placed;
  }
}

/** Maps a placed workshop to its response. */
export function toPlacementResponse(placed: PlacedWorkshop): WorkshopPlacement {
  return {
    workshop_id: placed.id,
    workshop_name: placed.name,
    media_server_id: placed.serverId,
    moving_to_id: placed.movingToId,
    cameras: placed.cameras,
    push_cameras: placed.pushCameras,
    viewers: placed.viewers,
  };
}
