import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, UseGuards } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Camera, PublishKey, PutCameraRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { AccessGuard, CurrentUser, type Principal, Roles } from '../../auth';
import { IdPipe } from '../../platform/http/id-pipe';
import { DomainError } from '../../platform/problems/domain-error';
import { CameraEntity } from '../camera.entity';
import { FindPit } from '../find-pit';
import { MakePublishKey } from '../make-publish-key';
import { PutCamera } from '../put-camera';
import { ShowCamera } from '../show-camera';

const PIT_ID = new IdPipe('pit-not-found');

/** How a pit gets video. */
@Controller('pits/:id')
@UseGuards(AccessGuard)
export class CameraController {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly findPit: FindPit,
    private readonly putCamera: PutCamera,
    private readonly makePublishKey: MakePublishKey,
    private readonly showCamera: ShowCamera,
  ) {}

  /** The pit's camera, without its secrets. */
  @Get('camera')
  async get(@CurrentUser() principal: Principal, @Param('id', PIT_ID) id: number): Promise<Camera> {
    const pit = await this.findPit.find(principal, id);
    const camera = await this.cameras.findOneBy({ pitId: pit.id });
    if (!camera) throw new DomainError('camera-not-found');
    return this.showCamera.show(pit, camera);
  }

  /** Sets the camera up, in place of the one before. */
  @Put('camera')
  @Roles('super_admin', 'owner')
  async put(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
    @Body() body: PutCameraRequest,
  ): Promise<Camera> {
    const pit = await this.findPit.find(principal, id);
    return this.showCamera.show(pit, await this.putCamera.put(principal, pit.id, body));
  }

  /** Takes the camera away. */
  @Delete('camera')
  @HttpCode(204)
  @Roles('super_admin', 'owner')
  async delete(@CurrentUser() principal: Principal, @Param('id', PIT_ID) id: number): Promise<void> {
    const pit = await this.findPit.find(principal, id);
    const { affected } = await this.cameras.delete({ pitId: pit.id });
    if (affected !== 1) throw new DomainError('camera-not-found');
  }

  /** Makes a new publish key for a camera that pushes, and shows it this once. */
  @Post('publish-key')
  @Roles('super_admin', 'owner')
  async publishKey(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
  ): Promise<PublishKey> {
    return this.makePublishKey.make(await this.findPit.find(principal, id));
  }
}
