import { Injectable } from '@nestjs/common';
import type { IssueStreamTokenRequest, RevocationCause } from '@ppf/contracts';
import { StreamsConfig } from '../../config/streams.config';
import { Clock } from '../../platform/clock';
import { newTokenId } from '../../platform/crypto/stream-token-id';
import { DomainError } from '../../platform/problems/domain-error';
import { type PitAccess } from '../access-index/pit-access';
import { type Revocation, Revocations } from '../sessions/admission/revocations';
import { type AdmissionResult, ViewerCapacity } from '../sessions/admission/viewer-capacity';
import { verifyPreviousToken } from '../tokens/previous-token';
import {
  createClaims,
  type SignedStreamToken,
  type StreamClaims,
  StreamTokens,
} from '../tokens/stream-token';
import { StreamTokenSigner } from '../tokens/stream-token-signer';
import { BeginIssuedSession, type TokenClient } from './begin-issued-session';

/** Causes after which a player continues without a message: it was suspended beyond its lease. */
const RESUMABLE_CAUSES: readonly RevocationCause[] = ['lease-ended', 'time-limit'];
/** Seconds until a client retries after a limit was reached. */
const RETRY_AFTER_SECONDS = 10;

/** Signs a token for a new viewing session if its viewer may begin one, or for the session of the previous token. */
@Injectable()
export class SignSessionToken {
  constructor(
    private readonly tokens: StreamTokens,
    private readonly signer: StreamTokenSigner,
    private readonly revocations: Revocations,
    private readonly capacity: ViewerCapacity,
    private readonly beginIssuedSession: BeginIssuedSession,
    private readonly clock: Clock,
    private readonly config: StreamsConfig,
  ) {}

  /**
   * @param edgeId The edge of a new viewing session; null: none.
   * @throws DomainError viewing-ended, pit-viewers-full, workshop-viewers-full or viewer-sessions-full
   */
  sign(
    pit: PitAccess,
    sub: string,
    { follows, renews }: Pick<IssueStreamTokenRequest, 'follows' | 'renews'>,
    client: TokenClient,
    edgeId: number | null,
  ): SignedStreamToken {
    const now = this.clock.now();
    const previous = this.verifyPrevious(renews ?? follows, pit, sub);
    const revoked = previous && this.revocations.of(previous, pit.pitId);
    if (revoked && !RESUMABLE_CAUSES.includes(revoked.cause)) throw viewingEnded(revoked);
    const isRenewal = previous && renews !== undefined && !revoked && previous.exp * 1000 > now.getTime();
    const admission = isRenewal ? null : this.requireCapacity(pit, sub);
    const srv = isRenewal ? previous.srv : (edgeId ?? undefined);
    // A session that follows another one belongs to the same player: lists of viewers show both as one.
    const jti = isRenewal ? previous.jti : newTokenId(previous?.jti);
    // A token issued in the second of a revocation would count as issued before it.
    const earliest = this.revocations.earliestIssue(sub, pit.pitId) * 1000;
    const issuedAt = new Date(Math.max(now.getTime(), earliest));
    const grant = { sub, path: pit.path, act: 'read', jti, ...(srv !== undefined && { srv }) } as const;
    const claims = createClaims(grant, this.config.tokenTtlSeconds, issuedAt);
    // In the same turn as the check of the capacity: no other request may take it in between.
    if (admission !== null) this.beginIssuedSession.begin(claims, pit, admission, client, now);
    return { token: this.signer.encode(claims), claims };
  }

  /** The claims of the previous token, if it was the viewer's own for this pit. */
  private verifyPrevious(
    token: string | undefined,
    { path }: PitAccess,
    sub: string,
  ): StreamClaims | undefined {
    const claims = token === undefined ? undefined : verifyPreviousToken(this.tokens, token);
    return claims?.sub === sub && claims.path === path && claims.act === 'read' ? claims : undefined;
  }

  private requireCapacity(pit: PitAccess, sub: string): AdmissionResult {
    const admission = this.capacity.check(pit, sub);
    if (admission !== 'admitted' && typeof admission === 'string')
      throw new DomainError(admission, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    return admission;
  }
}

function viewingEnded({ cause, at }: Revocation): DomainError {
  return new DomainError('viewing-ended', { ending: { cause, at: at.toISOString() } });
}
