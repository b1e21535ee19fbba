import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { StreamsConfig } from '../config/streams.config';
import { MediaModule } from '../media';
import { PitsModule } from '../pits';
import { PlacementModule } from '../placement';
import { AccessIndex } from './access-index';
import { AuthorizeMedia } from './authorize-media';
import { HookTally } from './http/hook-tally';
import { MeasureHook } from './http/measure-hook';
import { MediaAuthHook } from './http/media-auth-hook';
import { RecentAccessGuard } from './http/recent-access.guard';
import { StreamKeysController } from './http/stream-keys.controller';
import { StreamsController } from './http/streams.controller';
import { InstantPicture } from './instant-picture';
import { ViewingSessionsController } from './http/viewing-sessions.controller';
import { IssueStreamToken } from './issue-stream-token';
import { KnownEdges } from './known-edges';
import { PickEdge } from './pick-edge';
import { KeepAccessIndex } from './keep-access-index';
import { ListLiveStreams } from './list-live-streams';
import { MeasureStreams } from './measure-streams';
import { MediaAuthRecord } from './media-auth-record';
import { MediaMemory } from './media-memory';
import { ViewingSessionEntity } from './sessions/viewing-session.entity';
import { SignViewingToken } from './sign-viewing-token';
import { ReadStreamKeys } from './signing/read-stream-keys';
import { streamTokens } from './signing/stream-tokens-of-mode';
import { StreamAddresses } from './stream-addresses';
import { StreamTokens } from './stream-token';
import { StreamTokenUses } from './stream-token-uses';
import { VIEWING_PROVIDERS } from './viewing-providers';

/** Stream tokens, and the hook that they are checked by. */
@Module({
  imports: [
    AuthModule,
    PlacementModule,
    PitsModule,
    MediaModule,
    TypeOrmModule.forFeature([ViewingSessionEntity]),
  ],
  controllers: [StreamsController, StreamKeysController, ViewingSessionsController],
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
    KnownEdges,
    MediaMemory,
    PickEdge,
    AuthorizeMedia,
    ...VIEWING_PROVIDERS,
    SignViewingToken,
    HookTally,
    MeasureHook,
    MeasureStreams,
    MediaAuthHook,
    RecentAccessGuard,
    StreamAddresses,
    InstantPicture,
    IssueStreamToken,
    ListLiveStreams,
  ],
  exports: [AccessIndex, MediaAuthRecord, StreamTokens, PickEdge, StreamAddresses],
})
export class StreamsModule {}
