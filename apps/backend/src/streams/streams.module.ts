import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { StreamsConfig } from '../config/streams.config';
import { MediaModule } from '../media';
import { PitsModule } from '../pits';
import { PlacementModule } from '../placement';
import { AccessIndex } from './access-index/access-index';
import { FeedHook } from './hook-thread/feed-hook';
import { ForwardHook } from './hook-thread/forward-hook';
import { HookTally } from './hook-thread/hook-tally';
import { HookThread } from './hook-thread/hook-thread';
import { MeasureHook } from './hook-thread/measure-hook';
import { RecordDecisions } from './hook-thread/record-decisions';
import { RecentAccessGuard } from './http/recent-access.guard';
import { StreamKeysController } from './http/stream-keys.controller';
import { StreamsController } from './http/streams.controller';
import { InstantPicture } from './issuing/instant-picture';
import { ViewingSessionsController } from './http/viewing-sessions.controller';
import { IssueStreamToken } from './issuing/issue-stream-token';
import { PickEdge } from './issuing/pick-edge';
import { KeepAccessIndex } from './access-index/keep-access-index';
import { ListLiveStreams } from './list-live-streams';
import { MeasureStreams } from './measure-streams';
import { MediaAuthRecord } from './hook/media-auth-record';
import { ViewingSessionEntity } from './sessions/viewing-session.entity';
import { SignViewingToken } from './issuing/sign-viewing-token';
import { ReadStreamKeys } from './signing/read-stream-keys';
import { streamTokens } from './signing/stream-tokens-of-mode';
import { StreamAddresses } from './issuing/stream-addresses';
import { StreamTokens } from './tokens/stream-token';
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
    ReadStreamKeys,
    MediaAuthRecord,
    PickEdge,
    ...VIEWING_PROVIDERS,
    SignViewingToken,
    HookTally,
    MeasureHook,
    MeasureStreams,
    HookThread,
    FeedHook,
    RecordDecisions,
    ForwardHook,
    RecentAccessGuard,
    StreamAddresses,
    InstantPicture,
    IssueStreamToken,
    ListLiveStreams,
  ],
  exports: [AccessIndex, HookThread, MediaAuthRecord, StreamTokens, PickEdge, StreamAddresses],
})
export class StreamsModule {}
