import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Put } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Camera, PauseCameraRequest, PutCameraRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../../auth/index';
import { IdPipe } from '../../platform/http/id-pipe';
import { DomainError } from '../../platform/problems/domain-error';
import { CameraEntity } from './camera.entity';
import { FindPit } from '../find-pit';
import { PauseCamera } from './pause-camera';
import { PutCamera } from './put-camera';
import { CameraResponseMapper } from './camera-response-mapper';

const PIT_ID = new IdPipe('pit-not-found');

/** The camera of a pit. */
@Controller('pits/:id/camera')
export class CameraController {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly findPit: FindPit,
    private readonly putCamera: PutCamera,
    private readonly pauseCamera: PauseCamera,
    private readonly cameraMapper: CameraResponseMapper,
  ) {}

  /** Returns the pit's camera, without its secrets. */
  @Get()
  @RequirePermission('pits:read')
  async get(@CurrentUser() principal: Principal, @Param('id', PIT_ID) id: number): Promise<Camera> {
    const pit = await this.findPit.find(principal, id);
    const camera = await this.cameras.findOneBy({ pitId: pit.id });
    if (!camera) throw new DomainError('camera-not-found');
    return this.cameraMapper.toResponse(principal, pit, camera);
  }

  /** Sets or replaces the camera. */
  @Put()
  @RequirePermission('cameras:write')
  async put(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
    @Body() body: PutCameraRequest,
  ): Promise<Camera> {
    const pit = await this.findPit.find(principal, id);
    return this.cameraMapper.toResponse(principal, pit, await this.putCamera.put(principal, pit.id, body));
  }

  /** Pauses or resumes the camera. Pausing disconnects its viewers. */
  @Patch()
  @RequirePermission('cameras:write')
  async pause(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
    @Body() { paused }: PauseCameraRequest,
  ): Promise<Camera> {
    const pit = await this.findPit.find(principal, id);
    return this.cameraMapper.toResponse(principal, pit, await this.pauseCamera.setPaused(pit.id, paused));
  }

  /** Deletes the camera, which disconnects its viewers. */
  @Delete()
  @HttpCode(204)
  @RequirePermission('cameras:write')
  async delete(@CurrentUser() principal: Principal, @Param('id', PIT_ID) id: number): Promise<void> {
    const pit = await this.findPit.find(principal, id);
    const { affected } = await this.cameras.delete({ pitId: pit.id });
    if (affected !== 1) throw new DomainError('camera-not-found');
  }
}
