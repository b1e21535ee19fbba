import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { PitsModule } from '../pits';
import { KeepConfiguredServer, PlacementModule } from '../placement';
import { AskForPaths } from './operating/ask-for-paths';
import { KeepHistory } from './history/keep-history';
import { ReadPitHistory } from './history/read-pit-history';
import { ReadRecentPeriods } from './history/read-recent-periods';
import { MediaServerWorkController } from './http/media-server-work.controller';
import { MediaServersController } from './http/media-servers.controller';
import { PitHistoryController } from './http/pit-history.controller';
import { PlacementsController } from './http/placements.controller';
import { MeasureMediaServers } from './running/measure-media-servers';
import { MediaServers } from './running/media-servers';
import { OPERATING } from './operating';
import { NotAppliedCameras } from './paths/not-applied-cameras';
import { ReadDesiredPaths } from './paths/read-desired-paths';
import { ReadEdgePaths } from './paths/read-edge-paths';
import { RedirectWatch } from './redirects/redirect-watch';
import { RefreshStreamKeys } from './server/refresh-stream-keys';
import { ShareStreams } from './sharing/share-streams';
import { StreamObservations } from './observing/stream-observations';

/** The media servers: their paths kept in line with the pits, their streams observed. */
@Module({
  imports: [AuthModule, PlacementModule, PitsModule],
  controllers: [
    PitHistoryController,
    MediaServersController,
    MediaServerWorkController,
    PlacementsController,
  ],
  providers: [
    KeepConfiguredServer,
    ReadEdgePaths,
    ReadDesiredPaths,
    NotAppliedCameras,
    RefreshStreamKeys,
    MediaServers,
    MeasureMediaServers,
    AskForPaths,
    RedirectWatch,
    KeepHistory,
    ReadPitHistory,
    ReadRecentPeriods,
    StreamObservations,
    ShareStreams,
    ...OPERATING,
  ],
  exports: [MediaServers, ReadPitHistory, ReadRecentPeriods],
})
export class MediaModule {}
