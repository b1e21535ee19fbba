import { Injectable } from '@nestjs/common';
import type { IssueStreamTokenRequest, RevocationCause } from '@ppf/contracts';
import { StreamsConfig } from '../../config/streams.config';
import { Clock } from '../../platform/clock';
import { newTokenId } from '../../platform/crypto/stream-token-id';
import { DomainError } from '../../platform/problems/domain-error';
import { type PitAccess } from '../access-index/pit-access';
import { type Revocation, Revocations } from '../revocation/revocations';
import { type Room } from '../sessions/decide-viewing-limits';
import { ViewingRoom } from '../sessions/viewing-room';
import { AdmitIssuedToken, type Applicant } from '../signing/admit-issued-token';
import { type SignedStreamToken, type StreamClaims, StreamTokens } from '../tokens/stream-token';
import { tokenBefore } from '../tokens/stream-token-before';

/** What a player that slept through its lease need not be told: it may simply go on. */
const GOES_ON: readonly RevocationCause[] = ['lease-ended', 'time-limit'];
/** Seconds after which a limit that is reached is worth another try. */
const RETRY_AFTER = 10;

/** Signs a token for one viewing session, if its viewer may begin one, or for the session that the token before opened. */
@Injectable()
export class SignViewingToken {
  constructor(
    private readonly tokens: StreamTokens,
    private readonly revocations: Revocations,
    private readonly room: ViewingRoom,
    private readonly admission: AdmitIssuedToken,
    private readonly clock: Clock,
    private readonly config: StreamsConfig,
  ) {}

  /**
   * @param edgeId The edge that a new session is to be at; null: none.
   * @throws DomainError viewing-ended, pit-viewers-full, workshop-viewers-full or viewer-sessions-full
   */
  sign(
    pit: PitAccess,
    sub: string,
    { follows, renews }: Pick<IssueStreamTokenRequest, 'follows' | 'renews'>,
    applicant: Applicant,
    edgeId: number | null,
  ): SignedStreamToken {
    const now = this.clock.now();
    const before = this.before(renews ?? follows, pit, sub);
    const revoked = before && this.revocations.of(before, pit.pitId);
    if (revoked && !GOES_ON.includes(revoked.cause)) throw viewingEnded(revoked);
    const goesOn = before && renews !== undefined && !revoked && before.exp * 1000 > now.getTime();
    const room = goesOn ? null : this.demandRoom(pit, sub);
    const srv = goesOn ? before.srv : (edgeId ?? undefined);
    // A session that follows another one is the same player's: lists of viewers show both as one.
    const jti = goesOn ? before.jti : newTokenId(before?.jti);
    const session = { jti, ...(srv !== undefined && { srv }) };
    // A token of the second in which something was revoked would count as issued before.
    const earliest = this.revocations.earliestIssue(sub, pit.pitId) * 1000;
    const issuedAt = new Date(Math.max(now.getTime(), earliest));
    const about = { sub, path: pit.path, act: 'read', ...session } as const;
    const signed = this.tokens.sign(about, this.config.tokenTtlSeconds, issuedAt);
    if (room !== null) this.admission.admit(signed.claims, pit, room, applicant, now);
    return signed;
  }

  /** What the token before says, if it was the viewer's own for this pit. */
  private before(token: string | undefined, { path }: PitAccess, sub: string): StreamClaims | undefined {
    const claims = token === undefined ? undefined : tokenBefore(this.tokens, token);
    return claims?.sub === sub && claims.path === path && claims.act === 'read' ? claims : undefined;
  }

  private demandRoom(pit: PitAccess, sub: string): Room {
    const room = this.room.for(pit, sub);
    if (room !== 'room' && typeof room === 'string')
      throw new DomainError(room, { retryAfterSeconds: RETRY_AFTER });
    return room;
  }
}

function viewingEnded({ cause, at }: Revocation): DomainError {
  return new DomainError('viewing-ended', { ending: { cause, at: at.toISOString() } });
}
