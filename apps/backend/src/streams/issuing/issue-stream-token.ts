import { Injectable } from '@nestjs/common';
import { type IssueStreamTokenRequest, type StreamTokenResponse } from '@ppf/contracts';
import { subPathOf } from '@ppf/mediamtx';
import { canReach, type Principal } from '../../auth';
import { StreamsConfig } from '../../config/streams.config';
import { StreamStatusStore } from '../../media-servers';
import { DomainError } from '../../platform/problems/domain-error';
import { AccessIndex } from '../access-index/access-index';
import { type PitAccess } from '../access-index/pit-access';
import { type SignedStreamToken } from '../tokens/stream-token';
import { subjectOf } from '../tokens/viewer';
import { type TokenClient } from './begin-issued-session';
import { HlsPreroll } from './hls-preroll';
import { PickEdge } from './pick-edge';
import { SignSessionToken } from './sign-session-token';
import { StreamAddresses } from './stream-addresses';

/** Issues a token for a pit's stream to a viewer. Reads memory only: the first picture waits for it. */
@Injectable()
export class IssueStreamToken {
  constructor(
    private readonly index: AccessIndex,
    private readonly signSessionToken: SignSessionToken,
    private readonly board: StreamStatusStore,
    private readonly addresses: StreamAddresses,
    private readonly hlsPreroll: HlsPreroll,
    private readonly edges: PickEdge,
    private readonly config: StreamsConfig,
  ) {}

  /**
   * @throws DomainError `pit-not-found`, for another workshop's pit too; `sub-stream-not-found`; `camera-paused`;
   * `not-ready` before the access index is loaded; `viewing-ended` when the previous viewing session was ended; or the
   * limit that is reached.
   */
  async issue(
    principal: Principal,
    request: IssueStreamTokenRequest,
    client: TokenClient,
  ): Promise<StreamTokenResponse> {
    const pit = this.requirePit(principal, request);
    const path = request.stream === 'sub' ? subPathOf(pit.path) : pit.path;
    const sub = subjectOf({ kind: 'user', id: principal.id });
    const edgeId = this.edges.pick(pit.workshopId, sub, path);
    const signed = this.signSessionToken.sign({ ...pit, path }, sub, request, client, edgeId);
    return this.toResponse(pit, path, signed);
  }

  private requirePit(principal: Principal, { pit_id: pitId, stream }: IssueStreamTokenRequest): PitAccess {
    if (!this.index.isLoaded) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    const pit = this.index.pit(pitId);
    if (!pit || !canReach(principal, pit)) throw new DomainError('pit-not-found');
    if (stream === 'sub' && !pit.hasSub) throw new DomainError('sub-stream-not-found');
    if (pit.paused) throw new DomainError('camera-paused');
    return pit;
  }

  private toResponse(
    pit: PitAccess,
    path: string,
    { token, claims }: SignedStreamToken,
  ): StreamTokenResponse {
    const server = this.addresses.serverOf(pit.workshopId, claims.srv);
    const { webrtcUrl, hlsUrl, rtspUrl } = this.addresses.of(server, path, token);
    const { isAvailable, hasHlsSessions } = this.hlsPreroll.of(pit, server);
    return {
      token,
      token_type: 'Bearer',
      authorization: `Bearer ${claims.jti}:${token}`,
      expires_in: this.config.tokenTtlSeconds,
      expires_at: new Date(claims.exp * 1000).toISOString(),
      path,
      webrtc_url: webrtcUrl,
      hls_url: hlsUrl,
      rtsp_url: rtspUrl,
      session_lease_seconds: this.config.leaseSeconds,
      instant_picture: isAvailable,
      hls_session: hasHlsSessions,
      ice_servers: this.config.iceServers,
      camera: this.board.of(path),
    };
  }
}
