import type { Pit } from '@ppf/contracts';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { pathOf } from '@ppf/mediamtx';
import { In, Repository } from 'typeorm';
import type { Principal } from '../auth';
import { CameraEntity } from './cameras/camera.entity';
import { StreamStatusStore } from '../media-servers';
import type { PitEntity } from './pit.entity';
import { CameraResponseMapper } from './cameras/camera-response-mapper';

/** Maps pits to responses, with their cameras and stream status. */
@Injectable()
export class PitResponseMapper {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly board: StreamStatusStore,
    private readonly cameraMapper: CameraResponseMapper,
  ) {}

  /** Maps one pit, with the fields that the user may see. */
  async toResponse(principal: Principal, pit: PitEntity): Promise<Pit> {
    const camera = await this.cameras.findOneBy({ pitId: pit.id });
    return this.combine(principal, pit, camera);
  }

  /** Maps many pits in their order, with one query for all cameras. */
  async toResponses(principal: Principal, pits: readonly PitEntity[]): Promise<Pit[]> {
    const cameras = await this.cameras.findBy({ pitId: In(pits.map((pit) => pit.id)) });
    const byPit = new Map(cameras.map((camera) => [camera.pitId, camera]));
    return pits.map((pit) => this.combine(principal, pit, byPit.get(pit.id) ?? null));
  }

  private combine(principal: Principal, pit: PitEntity, camera: CameraEntity | null): Pit {
    const path = pathOf(pit.workshopId, pit.number);
    return {
      id: pit.id,
      workshop_id: pit.workshopId,
      number: pit.number,
      name: pit.name,
      path,
      camera: camera && this.cameraMapper.toResponse(principal, pit, camera),
      stream: this.board.of(path),
      sub_stream: camera?.sub ? this.board.of(pathOf(pit.workshopId, pit.number, 'sub')) : null,
    };
  }
}
