import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediaServerResponses } from './administration/media-server-responses';
import { MediaServerWorkController } from './administration/media-server-work.controller';
import { MediaServersController } from './administration/media-servers.controller';
import { PlacementsController } from './administration/placements.controller';
import { PlanMediaServer } from './administration/plan-media-server';
import { RemoveMediaServer } from './administration/remove-media-server';
import { RequestReconciliation } from './administration/request-reconciliation';
import { SaveMediaServer } from './administration/save-media-server';
import { CountPlacedWorkshops } from './moving/count-placed-workshops';
import { DrainMediaServer } from './moving/drain-media-server';
import { MoveWorkshops } from './moving/move-workshops';
import { PlaceWorkshop } from './moving/place-workshop';
import { PlacementModule } from './placement/placement.module';
import { ConfiguredServerSync } from './servers/configured-server-sync';
import { FindMediaServer } from './servers/find-media-server';
import { MediaServerMetrics } from './servers/media-server-metrics';
import { MediaServers } from './servers/media-servers';
import { ReachableServers } from './servers/reachable-servers';

/** Runs the media servers, and lets operators add, move, drain and remove them. */
@Module({
  imports: [AuthModule, PlacementModule],
  controllers: [MediaServersController, MediaServerWorkController, PlacementsController],
  providers: [
    ConfiguredServerSync,
    MediaServers,
    MediaServerMetrics,
    MediaServerResponses,
    FindMediaServer,
    ReachableServers,
    SaveMediaServer,
    RemoveMediaServer,
    CountPlacedWorkshops,
    MoveWorkshops,
    DrainMediaServer,
    PlaceWorkshop,
    PlanMediaServer,
    RequestReconciliation,
  ],
  exports: [MediaServers, FindMediaServer],
})
export class MediaServersModule {}
