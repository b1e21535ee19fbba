import { Injectable } from '@nestjs/common';
import { type AuthRequest, parseAuthRequest } from '@ppf/mediamtx';
import { MediamtxConfig } from '../config/mediamtx.config';
import { controlApiCredential } from '../media';
import { Clock } from '../platform/clock';
import { hashSecret } from '../platform/crypto/secrets';
import { AccessIndex } from './access-index';
import {
  type AdmittedSession,
  decideMediaAccess,
  type MediaDecision,
  type MediaKnowledge,
} from './decide-media-access';
import { MediaAuthRecord } from './media-auth-record';
import { StreamTokens } from './stream-token';
import { StreamTokenUses } from './stream-token-uses';

/** A decided call; `request` is null when it was not understood. */
export interface AuthorizedMedia {
  readonly request: AuthRequest | null;
  readonly decision: MediaDecision;
  readonly at: Date;
}

const NOT_UNDERSTOOD: MediaDecision = { allow: false, reason: 'not-our-service' };

/**
 * Answers MediaMTX's question, synchronously and from memory: the call holds up every camera and viewer of that
 * MediaMTX until it is answered (MediaMTX contract §0).
 */
@Injectable()
export class AuthorizeMedia {
  private readonly known: MediaKnowledge;

  constructor(
    index: AccessIndex,
    tokens: StreamTokens,
    private readonly uses: StreamTokenUses,
    private readonly record: MediaAuthRecord,
    private readonly clock: Clock,
    config: MediamtxConfig,
  ) {
    const { user, password } = controlApiCredential(config.hookSecret);
    this.known = { index, tokens, uses, service: { user, passwordHash: hashSecret(password) } };
  }

  /** Decides a call by its body, and binds the token that it showed. */
  authorize(body: string): AuthorizedMedia {
    const at = this.clock.now();
    const request = parseAuthRequest(body);
    if (!request) return { request, decision: NOT_UNDERSTOOD, at };
    this.uses.sweep(at);
    const decision = decideMediaAccess(request, this.known, at);
    if (decision.allow && decision.session) this.bind(decision.session);
    return { request, decision, at };
  }

  /** Notes what was decided: call it after the answer has gone out. */
  note({ request, decision, at }: AuthorizedMedia): void {
    if (!request) return;
    if (!decision.allow) {
      this.record.denied(request, decision.reason, this.known.index.pitAt(request.path) !== undefined, at);
    } else if (decision.session?.isNew) {
      this.record.admitted(request, decision.session, at);
    }
  }

  private bind({ claims, use }: AdmittedSession): void {
    if (use !== 'free' && this.uses.of(claims.jti) !== use) this.uses.remember(claims.jti, claims.exp, use);
  }
}
