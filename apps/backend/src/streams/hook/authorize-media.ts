import { Injectable } from '@nestjs/common';
import { type AuthRequest, parseAuthRequest } from '@ppf/mediamtx';
import { PublishRefusals } from '../../pits';
import { Clock } from '../../platform/clock';
import {
  type AdmittedSession,
  decideMediaAccess,
  type MediaDecision,
  type MediaDenial,
} from './decide-media-access';
import { type ShownTicket } from './decide-transcoding';
import { MediaAuthRecord } from './media-auth-record';
import { MediaMemory } from './media-memory';
import { publishRefusalText } from './publish-refusal-texts';
import { ActiveViewings } from '../sessions/active-viewings';

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
  constructor(
    private readonly known: MediaMemory,
    private readonly active: ActiveViewings,
    private readonly record: MediaAuthRecord,
    private readonly refusals: PublishRefusals,
    private readonly clock: Clock,
  ) {}

  /** Decides a call by its body, binds the token that it showed, and counts the session that it begins. */
  authorize(body: string): AuthorizedMedia {
    const at = this.clock.now();
    const request = parseAuthRequest(body);
    if (!request) return { request, decision: NOT_UNDERSTOOD, at };
    this.known.uses.sweep(at);
    const decision = decideMediaAccess(request, this.known, at);
    if (decision.allow && decision.session) this.bind(decision.session, at);
    if (decision.allow && decision.ticket) this.spend(decision.ticket);
    return { request, decision, at };
  }

  /** Notes what was decided: call it after the answer has gone out. */
  note({ request, decision, at }: AuthorizedMedia): void {
    if (!request) return;
    this.record.heardAt = at;
    if (!decision.allow) {
      const found = this.known.index.streamAt(request.path);
      this.record.denied(request, decision.reason, found !== undefined, at);
      if (found && request.action === 'publish')
        this.noteRefusal(found.pit.path, request, decision.reason, at);
    } else if (decision.session?.isNew) {
      this.record.admitted(request, decision.session, at);
    } else if (decision.session && decision.session.use !== 'free') {
      this.record.goesOn(request, decision.session, at);
    }
  }

  private noteRefusal(path: string, { ip, protocol }: AuthRequest, reason: MediaDenial, at: Date): void {
    const isQuestion = reason === 'no-credentials';
    const sentence = publishRefusalText(reason);
    this.refusals.note(path, { at, sentence, address: ip, protocol, isQuestion });
  }

  private spend({ ticket, exp, use }: ShownTicket): void {
    this.known.uses.remember(ticket, exp, use);
  }

  private bind({ claims, use, isNew, pitId, workshopId, replaces }: AdmittedSession, at: Date): void {
    if (use === 'free') return;
    const { uses, revocations } = this.known;
    uses.remember(claims.jti, claims.exp, use);
    if (replaces !== null) {
      this.active.remove(replaces);
      revocations.add({ of: { jti: replaces }, cause: 'replaced', at, by: null });
    }
    if (!isNew) return;
    const { jti, sub } = claims;
    this.active.add({ jti, sub, pitId, workshopId, beganAt: at.getTime() });
  }
}
