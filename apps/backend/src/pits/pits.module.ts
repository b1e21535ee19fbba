import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CameraSource } from './camera-source';
import { CameraEntity } from './camera.entity';
import { PitStreamBoard } from './pit-stream-board';
import { PitEntity } from './pit.entity';

/** Pits and their cameras. */
@Module({
  imports: [TypeOrmModule.forFeature([PitEntity, CameraEntity])],
  providers: [PitStreamBoard, CameraSource],
  exports: [TypeOrmModule, PitStreamBoard, CameraSource],
})
export class PitsModule {}
