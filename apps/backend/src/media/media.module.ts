import { Module } from '@nestjs/common';
import { ControlApi } from '@ppf/mediamtx';
import { MediamtxConfig } from '../config/mediamtx.config';
import { PitsModule } from '../pits';
import { controlApiCredential } from './control-api-credential';
import { DesiredStreams } from './desired-streams';
import { KeepPaths } from './keep-paths';
import { MediaServerHealth } from './media-server-health';
import { MediaServers } from './media-servers';
import { ObserveStreams } from './observe-streams';
import { ReadDesiredPaths } from './read-desired-paths';
import { ReconcilePaths } from './reconcile-paths';
import { RefreshStreamKeys } from './refresh-stream-keys';

/** The media server: its paths kept in line with the pits, its streams observed. */
@Module({
  imports: [PitsModule],
  providers: [
    {
      provide: ControlApi,
      inject: [MediamtxConfig],
      useFactory: (config: MediamtxConfig) =>
        new ControlApi({ url: String(config.apiUrl), credential: controlApiCredential(config.hookSecret) }),
    },
    ReadDesiredPaths,
    RefreshStreamKeys,
    ReconcilePaths,
    DesiredStreams,
    KeepPaths,
    MediaServerHealth,
    {
      provide: MediaServers,
      inject: [ControlApi, MediaServerHealth],
      useFactory: (api: ControlApi, health: MediaServerHealth) =>
        new MediaServers({ id: 1, name: 'MediaMTX', api, health }),
    },
    ObserveStreams,
  ],
  exports: [MediaServerHealth, MediaServers],
})
export class MediaModule {}
