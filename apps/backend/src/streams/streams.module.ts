import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { StreamsConfig } from '../config/streams.config';
import { MediaModule } from '../media';
import { PitsModule } from '../pits';
import { PlacementModule } from '../placement';
import { AccessIndex } from './access-index';
import { AuthorizeMedia } from './authorize-media';
import { MediaAuthHook } from './http/media-auth-hook';
import { RecentAccessGuard } from './http/recent-access.guard';
import { StreamKeysController } from './http/stream-keys.controller';
import { StreamsController } from './http/streams.controller';
import { InstantPicture } from './instant-picture';
import { IssueStreamToken } from './issue-stream-token';
import { KeepAccessIndex } from './keep-access-index';
import { ListLiveStreams } from './list-live-streams';
import { MediaAuthRecord } from './media-auth-record';
import { ReadStreamKeys } from './signing/read-stream-keys';
import { streamTokens } from './signing/stream-tokens-of-mode';
import { StreamAddresses } from './stream-addresses';
import { StreamTokens } from './stream-token';
import { StreamTokenUses } from './stream-token-uses';

/** Stream tokens, and the hook that they are checked by. */
@Module({
  imports: [AuthModule, PlacementModule, PitsModule, MediaModule],
  controllers: [StreamsController, StreamKeysController],
  providers: [
    AccessIndex,
    KeepAccessIndex,
    {
      provide: StreamTokens,
      inject: [StreamsConfig, MediamtxConfig],
      useFactory: streamTokens,
    },
    { provide: StreamTokenUses, useFactory: () => new StreamTokenUses() },
    ReadStreamKeys,
    MediaAuthRecord,
    AuthorizeMedia,
    MediaAuthHook,
    RecentAccessGuard,
    StreamAddresses,
    InstantPicture,
    IssueStreamToken,
    ListLiveStreams,
  ],
  exports: [AccessIndex],
})
export class StreamsModule {}
