import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MediaServerReleases } from './media-server-releases';
import { MediaAgentEntity } from './media-agent.entity';
import { MediaServerEntity } from './media-server.entity';
import { PlacementIndex } from './placement-index';
import { PlacementProjection } from './placement-projection';
import { StreamStatusStore } from './stream-status-store';

/** In-memory state about media servers that other modules read: rows, placements, releases and stream status. */
@Module({
  imports: [TypeOrmModule.forFeature([MediaServerEntity, MediaAgentEntity])],
  providers: [PlacementIndex, PlacementProjection, MediaServerReleases, StreamStatusStore],
  exports: [TypeOrmModule, PlacementIndex, MediaServerReleases, StreamStatusStore],
})
export class PlacementModule {}
