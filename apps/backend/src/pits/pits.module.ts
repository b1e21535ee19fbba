import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { WorkshopsModule } from '../workshops';
import { CameraSource } from './camera-source';
import { CameraEntity } from './camera.entity';
import { CreatePit } from './create-pit';
import { FindPit } from './find-pit';
import { CameraController } from './http/camera.controller';
import { PitsController } from './http/pits.controller';
import { WorkshopPitsController } from './http/workshop-pits.controller';
import { MakePublishKey } from './make-publish-key';
import { PitStreamBoard } from './pit-stream-board';
import { PitEntity } from './pit.entity';
import { PutCamera } from './put-camera';
import { ResealCameras } from './reseal-cameras';
import { ShowPit } from './show-pit';

/** Pits and their cameras. */
@Module({
  imports: [AuthModule, WorkshopsModule, TypeOrmModule.forFeature([PitEntity, CameraEntity])],
  controllers: [WorkshopPitsController, PitsController, CameraController],
  providers: [
    PitStreamBoard,
    CameraSource,
    ResealCameras,
    FindPit,
    ShowPit,
    CreatePit,
    PutCamera,
    MakePublishKey,
  ],
  exports: [TypeOrmModule, PitStreamBoard, CameraSource, FindPit, CreatePit, PutCamera],
})
export class PitsModule {}
