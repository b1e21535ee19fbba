import { Injectable } from '@nestjs/common';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { type PitAccess } from '../access-index/pit-access';
import { type AdmissionResult } from '../sessions/admission/viewer-capacity';
import { BeginSession } from '../sessions/recording/begin-session';
import { type StreamClaims } from '../tokens/stream-token';

/** The client that requests a token, with the fields that a viewing session records. */
export interface TokenClient {
  /** Behind a trusted proxy the forwarded address. */
  readonly ip: string;
  readonly headers: { readonly 'user-agent'?: string | undefined };
}

/**
 * JWT mode: MediaMTX admits viewers without calling the hook, so a viewing session is counted and recorded when its token
 * is issued. Its protocol, bytes and end come from the media server's lists, which contain its jti (≥ v1.17.0). A session
 * that never appears there ends as `never-began`.
 */
@Injectable()
export class BeginIssuedSession {
  constructor(
    private readonly beginSession: BeginSession,
    private readonly config: MediamtxConfig,
  ) {}

  /** Does nothing in hook mode, where the hook admits viewers. @param admission The result of the limits' check. */
  begin(
    claims: StreamClaims,
    { pitId, workshopId }: PitAccess,
    admission: AdmissionResult,
    client: TokenClient,
    at: Date,
  ): void {
    if (this.config.auth !== 'jwt') return;
    const request = {
      ip: client.ip,
      userAgent: client.headers['user-agent'] ?? '',
      path: claims.path,
      action: claims.act,
      // Players start with WebRTC; the media server's lists correct it.
      protocol: 'webrtc',
      id: null,
    };
    const replaces = typeof admission === 'object' ? admission.replaces : null;
    this.beginSession.begin(request, { claims, pitId, workshopId, replaces }, at);
  }
}
