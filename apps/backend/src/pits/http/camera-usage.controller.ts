import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { CameraUsage } from '@ppf/contracts';
import { AccessGuard, CurrentUser, type Principal } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { FindPit } from '../find-pit';
import { ShowCameraUsage } from '../cameras/show-camera-usage';

/** Who is there when a camera is taken away. */
@Controller('pits/:id/camera/usage')
@UseGuards(AccessGuard)
export class CameraUsageController {
  constructor(
    private readonly findPit: FindPit,
    private readonly showUsage: ShowCameraUsage,
  ) {}

  /** Says what ends when the camera is paused, deleted or set up anew. */
  @Get()
  async get(
    @CurrentUser() principal: Principal,
    @Param('id', new IdPipe('pit-not-found')) id: number,
  ): Promise<CameraUsage> {
    return this.showUsage.show(await this.findPit.find(principal, id));
  }
}
