import { Injectable } from '@nestjs/common';
import { type IssueStreamTokenRequest, type StreamTokenResponse } from '@ppf/contracts';
import { subPathOf } from '@ppf/mediamtx';
import { mayEnterWorkshop, type Principal } from '../../auth';
import { StreamsConfig } from '../../config/streams.config';
import { PitStreamBoard } from '../../pits';
import { DomainError } from '../../platform/problems/domain-error';
import { AccessIndex } from '../access-index/access-index';
import { PickEdge } from './pick-edge';
import { InstantPicture } from './instant-picture';
import { subOf } from '../sessions/viewer';
import { type Applicant } from '../signing/admit-issued-token';
import { SignViewingToken } from './sign-viewing-token';
import { StreamAddresses } from './stream-addresses';

/** Gives a viewer a token for a pit's stream. From memory, without the database: it stands before the first picture. */
@Injectable()
export class IssueStreamToken {
  constructor(
    private readonly index: AccessIndex,
    private readonly signViewingToken: SignViewingToken,
    private readonly board: PitStreamBoard,
    private readonly addresses: StreamAddresses,
    private readonly instantPicture: InstantPicture,
    private readonly edges: PickEdge,
    private readonly config: StreamsConfig,
  ) {}

  /**
   * @throws DomainError `pit-not-found`, for another workshop's pit too; `sub-stream-not-found`;
   * `camera-paused`; `not-ready` before the indexes are loaded;
   * `viewing-ended` when the session that it follows was ended; or which limit is reached.
   */
  issue(principal: Principal, request: IssueStreamTokenRequest, applicant: Applicant): StreamTokenResponse {
    if (!this.index.isLoaded) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    const pit = this.index.pit(request.pit_id);
    if (!pit || !mayEnterWorkshop(principal, pit.workshopId)) throw new DomainError('pit-not-found');
    const { stream = 'main' } = request;
    if (stream === 'sub' && !pit.hasSub) throw new DomainError('sub-stream-not-found');
    if (pit.paused) throw new DomainError('camera-paused');
    const path = stream === 'sub' ? subPathOf(pit.path) : pit.path;
    const { tokenTtlSeconds, leaseSeconds, iceServers } = this.config;
    const sub = subOf({ kind: 'user', id: principal.id });
    const edgeId = this.edges.pick(pit.workshopId, sub, path);
    const { token, claims } = this.signViewingToken.sign({ ...pit, path }, sub, request, applicant, edgeId);
    const about = { path, workshopId: pit.workshopId };
    const { webrtcUrl, hlsUrl, rtspUrl } = this.addresses.of(about, token, claims.srv);
    const { isInstant, hasHlsSessions } = this.instantPicture.of(pit, claims.srv);
    return {
      token,
      token_type: 'Bearer',
      authorization: `Bearer ${claims.jti}:${token}`,
      expires_in: tokenTtlSeconds,
      expires_at: new Date(claims.exp * 1000).toISOString(),
      path,
      webrtc_url: webrtcUrl,
      hls_url: hlsUrl,
      rtsp_url: rtspUrl,
      session_lease_seconds: leaseSeconds,
      instant_picture: isInstant,
      hls_session: hasHlsSessions,
      ice_servers: iceServers,
      camera: this.board.of(path),
    };
  }
}
