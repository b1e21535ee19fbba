import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { StreamsConfig } from '../config/streams.config';
import { MediaModule } from '../media';
import { PitsModule } from '../pits';
import { PlacementModule } from '../placement';
import { AccessIndex } from './access-index/access-index';
import { AuthorizeMedia } from './hook/authorize-media';
import { HookTally } from './http/hook-tally';
import { MeasureHook } from './http/measure-hook';
import { MediaAuthHook } from './http/media-auth-hook';
import { RecentAccessGuard } from './http/recent-access.guard';
import { StreamKeysController } from './http/stream-keys.controller';
import { StreamsController } from './http/streams.controller';
import { InstantPicture } from './issuing/instant-picture';
import { ViewingSessionsController } from './http/viewing-sessions.controller';
import { IssueStreamToken } from './issuing/issue-stream-token';
import { KnownEdges } from './hook/known-edges';
import { PickEdge } from './issuing/pick-edge';
import { KeepAccessIndex } from './access-index/keep-access-index';
import { ListLiveStreams } from './list-live-streams';
import { MeasureStreams } from './measure-streams';
import { MediaAuthRecord } from './hook/media-auth-record';
import { MediaMemory } from './hook/media-memory';
import { ViewingSessionEntity } from './sessions/viewing-session.entity';
import { SignViewingToken } from './issuing/sign-viewing-token';
import { ReadStreamKeys } from './signing/read-stream-keys';
import { streamTokens } from './signing/stream-tokens-of-mode';
import { StreamAddresses } from './issuing/stream-addresses';
import { StreamTokens } from './tokens/stream-token';
import { StreamTokenUses } from './tokens/stream-token-uses';
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
