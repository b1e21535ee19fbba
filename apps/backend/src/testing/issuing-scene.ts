import { Test, type TestingModule } from '@nestjs/testing';
import { type StreamTokenResponse } from '@ppf/contracts';
import { type Principal } from '../auth';
import { MediamtxConfig } from '../config/mediamtx.config';
import { StreamsConfig } from '../config/streams.config';
import { MediaServerEntity, MediaServers, PlacementIndex, StreamStatusStore } from '../media-servers';
import { Clock } from '../platform/clock';
import { AccessIndex } from '../streams/access-index/access-index';
import { PitTable } from '../streams/access-index/pit-table';
import { BeginIssuedSession } from '../streams/issuing/begin-issued-session';
import { HlsPreroll } from '../streams/issuing/hls-preroll';
import { IssueStreamToken } from '../streams/issuing/issue-stream-token';
import { PickEdge } from '../streams/issuing/pick-edge';
import { SignSessionToken } from '../streams/issuing/sign-session-token';
import { StreamAddresses } from '../streams/issuing/stream-addresses';
import { ActiveSessions } from '../streams/sessions/admission/active-sessions';
import { Revocations } from '../streams/sessions/admission/revocations';
import { type AdmissionResult, ViewerCapacity } from '../streams/sessions/admission/viewer-capacity';
import { BeginSession } from '../streams/sessions/recording/begin-session';
import { UnwrittenSessions } from '../streams/sessions/recording/unwritten-sessions';
import { StreamTokens } from '../streams/tokens/stream-token';
import { StreamTokenSigner } from '../streams/tokens/stream-token-signer';

/** Who requests the tokens. */
export const CLIENT = { ip: '10.0.0.9', headers: { 'user-agent': 'VLC/3.0' } };
/** Time of the clock. */
export const NOW = new Date('2026-11-23T12:00:00Z');
const SECRETS = { tokenSecret: 's'.repeat(32), previousTokenSecret: null };
const NO_KEYS = { tokenKey: null, previousTokenKey: null };
const HOOK_MODE = { auth: 'http' } as const;
/** The pit of the access index. */
export const PIT = {
  pitId: 7,
  workshopId: 3,
  path: 'workshop-3/pit-1',
  cameraKind: 'pull',
  paused: false,
  hasSub: false,
  transcode: false,
  onDemand: false,
  publishKeyHash: null,
  allowList: null,
} as const;

export const mediaServer = (id: number, host: string) =>
  Object.assign(new MediaServerEntity(), {
    id,
    isConfigured: id === 1,
    edgeOfId: null,
    webrtcUrl: `http://${host}:8889`,
    hlsUrl: `https://${host}/hls`,
    rtspUrl: `rtsp://${host}:8554`,
  });

/** A member of a workshop. */
export const staffOf = (workshopId: number): Principal => ({
  id: 11,
  role: 'staff',
  workshopId,
  pitIds: null,
});

/** `IssueStreamToken` with one pit, whose workshop is placed on media server 2. */
export class IssuingScene {
  module!: TestingModule;
  index!: AccessIndex;
  admission: AdmissionResult = 'admitted';
  /** Id of the media server that is picked as edge. */
  edge: number | null = null;
  hasHlsSessions = true;

  /** @param auth How the media servers validate tokens. */
  async create(auth: 'http' | 'jwt' = 'http'): Promise<void> {
    this.edge = null;
    this.hasHlsSessions = true;
    this.admission = 'admitted';
    this.module = await Test.createTestingModule({
      providers: [
        ...[
          AccessIndex,
          IssueStreamToken,
          SignSessionToken,
          ActiveSessions,
          BeginIssuedSession,
          BeginSession,
        ],
        ...[UnwrittenSessions, StreamStatusStore, StreamAddresses, HlsPreroll, PlacementIndex],
        { provide: Revocations, useValue: new Revocations(60_000) },
        { provide: ViewerCapacity, useValue: { check: () => this.admission } },
        { provide: PickEdge, useValue: { pick: () => this.edge } },
        {
          provide: MediaServers,
          useValue: {
            serving: () => ({ health: { keepsPicturesReady: true, hasHlsSessions: this.hasHlsSessions } }),
          },
        },
        { provide: Clock, useValue: { now: () => NOW } },
        { provide: StreamTokens, useValue: new StreamTokens(SECRETS) },
        {
          provide: StreamTokenSigner,
          useFactory: () => StreamTokenSigner.load({ ...SECRETS, ...NO_KEYS }, HOOK_MODE),
        },
        {
          provide: StreamsConfig,
          useValue: { tokenTtlSeconds: 60, leaseSeconds: 45, iceServers: [], instantPicture: true },
        },
        { provide: MediamtxConfig, useValue: { auth } },
      ],
    }).compile();
    this.index = this.module.get(AccessIndex);
    this.index.replaceAll(new PitTable([PIT]));
    const placed = { workshopId: PIT.workshopId, mediaServerId: 2 };
    this.module.get(PlacementIndex).replaceAll([mediaServer(1, 'other'), mediaServer(2, 'm')], [placed]);
  }

  readonly issue = (
    principal: Principal,
    pitId: number = PIT.pitId,
    before: object = {},
  ): Promise<StreamTokenResponse> =>
    this.module.get(IssueStreamToken).issue(principal, { pit_id: pitId, ...before }, CLIENT);
}
