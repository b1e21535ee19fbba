import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeepPlacementIndex } from './keep-placement-index';
import { MediaServerReleases } from './media-server-releases';
import { MediaServerEntity } from './media-server.entity';
import { PlacementIndex } from './placement-index';

/** Which media servers there are, and which one each workshop is placed on. */
@Module({
  imports: [TypeOrmModule.forFeature([MediaServerEntity])],
  providers: [PlacementIndex, KeepPlacementIndex, MediaServerReleases],
  exports: [TypeOrmModule, PlacementIndex, MediaServerReleases],
})
export class PlacementModule {}
