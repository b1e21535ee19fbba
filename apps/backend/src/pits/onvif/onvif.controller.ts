import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CameraDiscovery, CameraStreams, FindCameraStreamsRequest } from '@ppf/contracts';
import { CurrentUser, type Principal, RequirePermission } from '../../auth/index';
import { IdPipe } from '../../platform/http/id-pipe';
import { RequestSignal } from '../../platform/http/request-signal';
import { FindWorkshop } from '../../workshops/index';
import { FindCameraStreams } from './find-camera-streams';
import { DiscoverCameras } from './discover-cameras';

const WORKSHOP_ID = new IdPipe('workshop-not-found');

/** ONVIF discovery before a camera is set up. */
@Controller('workshops/:id')
@RequirePermission('cameras:write')
export class OnvifController {
  constructor(
    private readonly findWorkshop: FindWorkshop,
    private readonly searchCameras: DiscoverCameras,
    private readonly findStreams: FindCameraStreams,
  ) {}

  /** Searches the networks of this server for cameras. Takes four seconds. */
  @Post('camera-discovery')
  @HttpCode(200)
  async discover(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @RequestSignal() signal: AbortSignal,
  ): Promise<CameraDiscovery> {
    return this.searchCameras.discover(principal, await this.findWorkshop.find(principal, id), signal);
  }

  /** Requests the streams of a camera. Stores nothing. */
  @Post('camera-streams')
  @HttpCode(200)
  async streams(
    @CurrentUser() principal: Principal,
    @Param('id', WORKSHOP_ID) id: number,
    @Body() body: FindCameraStreamsRequest,
    @RequestSignal() signal: AbortSignal,
  ): Promise<CameraStreams> {
    return this.findStreams.find(principal, await this.findWorkshop.find(principal, id), body, signal);
  }
}
