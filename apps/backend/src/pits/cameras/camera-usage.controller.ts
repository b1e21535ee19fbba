import { Controller, Get, Param } from '@nestjs/common';
import { CameraUsage, type PitStream } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { CurrentUser, type Principal, RequirePermission } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { FindPit } from '../find-pit';
import type { PitEntity } from '../pit.entity';
import { StreamStatusStore } from '../../media-servers';

/** Current use of a pit's camera. */
@Controller('pits/:id/camera/usage')
@RequirePermission('pits:read')
export class CameraUsageController {
  constructor(
    private readonly findPit: FindPit,
    private readonly streams: StreamStatusStore,
  ) {}

  /** Returns the viewers that pausing, replacing or deleting the camera disconnects. */
  @Get()
  async get(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('pit-not-found')) id: number,
  ): Promise<CameraUsage> {
    return toCameraUsageResponse(await this.findPit.find(principal, id), this.streams);
  }
}

// Both streams count. A pit without a camera has none.
function toCameraUsageResponse({ workshopId, number }: PitEntity, store: StreamStatusStore): CameraUsage {
  const streams = (['main', 'sub'] as const).map((name) => store.of(pathOf(workshopId, number, name)));
  return {
    viewers: streams.reduce((sum, { readers }) => sum + readers, 0),
    is_sending: streams.some(isSending),
  };
}

function isSending({ status }: PitStream): boolean {
  return status === 'live' || status === 'stalled';
}
