import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { StreamsConfig } from '../config/streams.config';
import { MediaServersModule, PlacementModule } from '../media-servers';
import { PitsModule } from '../pits';
import { AccessIndex } from './access-index/access-index';
import { AccessIndexProjection } from './access-index/access-index-projection';
import { ListLiveStreams } from './access-index/list-live-streams';
import { AuthHookRecord } from './auth-hook/outcomes/auth-hook-record';
import { DecisionRecorder } from './auth-hook/outcomes/decision-recorder';
import { HookMetrics } from './auth-hook/outcomes/hook-metrics';
import { HookFeed } from './auth-hook/thread/hook-feed';
import { HookForwarder } from './auth-hook/thread/hook-forwarder';
import { HookThread } from './auth-hook/thread/hook-thread';
import { TokenUseProjection } from './auth-hook/thread/token-use-projection';
import { BeginIssuedSession } from './issuing/begin-issued-session';
import { HlsPreroll } from './issuing/hls-preroll';
import { IssueStreamToken } from './issuing/issue-stream-token';
import { IssueStreamTokens } from './issuing/issue-stream-tokens';
import { PickEdge } from './issuing/pick-edge';
import { SignSessionToken } from './issuing/sign-session-token';
import { StreamAddresses } from './issuing/stream-addresses';
import { StreamsController } from './issuing/streams.controller';
import { SESSION_PROVIDERS } from './session-providers';
import { ViewingSessionEntity } from './sessions/recording/viewing-session.entity';
import { ViewingSessionsController } from './sessions/requests/viewing-sessions.controller';
import { StreamMetrics } from './stream-metrics';
import { createStreamTokens } from './tokens/create-stream-tokens';
import { ReadStreamKeys } from './tokens/read-stream-keys';
import { StreamKeysController } from './tokens/stream-keys.controller';
import { StreamTokens } from './tokens/stream-token';
import { StreamTokenSigner } from './tokens/stream-token-signer';

/** Stream tokens, the auth hook that checks them, and the viewing sessions that they open. */
@Module({
  imports: [
    AuthModule,
    PlacementModule,
    PitsModule,
    MediaServersModule,
    TypeOrmModule.forFeature([ViewingSessionEntity]),
  ],
  controllers: [StreamsController, StreamKeysController, ViewingSessionsController],
  providers: [
    AccessIndex,
    AccessIndexProjection,
    {
      provide: StreamTokenSigner,
      inject: [StreamsConfig, MediamtxConfig],
      useFactory: (streams: StreamsConfig, mediamtx: MediamtxConfig) =>
        StreamTokenSigner.load(streams, mediamtx),
    },
    {
      provide: StreamTokens,
      inject: [StreamsConfig, StreamTokenSigner],
      useFactory: (streams: StreamsConfig, { acceptedKeys }: StreamTokenSigner) =>
        createStreamTokens(streams, acceptedKeys),
    },
    ReadStreamKeys,
    AuthHookRecord,
    PickEdge,
    ...SESSION_PROVIDERS,
    BeginIssuedSession,
    SignSessionToken,
    HookMetrics,
    StreamMetrics,
    HookThread,
    TokenUseProjection,
    HookFeed,
    DecisionRecorder,
    HookForwarder,
    StreamAddresses,
    HlsPreroll,
    IssueStreamToken,
    IssueStreamTokens,
    ListLiveStreams,
  ],
  exports: [AccessIndex, HookThread, AuthHookRecord, StreamTokenSigner, PickEdge, StreamAddresses],
})
export class StreamsModule {}
