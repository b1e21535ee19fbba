import { type AuthRequest, parseAuthRequest } from '@ppf/mediamtx';
import { type AdmittedSession, decideMediaAccess, type MediaDecision } from './decide-media-access';
import { type HookState } from './hook-state';

/** A decided request; `request` is null when it was not understood. */
export interface AuthorizedMedia {
  readonly request: AuthRequest | null;
  readonly decision: MediaDecision;
  readonly at: Date;
}

const NOT_UNDERSTOOD: MediaDecision = { allow: false, reason: 'not-our-service' };

/**
 * Decides a hook request by its body, binds the token that it presented, and counts the session that it begins.
 * Synchronous and from memory: the request holds up every camera and viewer of that MediaMTX until it is answered
 * (MediaMTX contract §0).
 */
export function authorizeMedia(body: string, state: HookState, at: Date): AuthorizedMedia {
  const request = parseAuthRequest(body);
  if (!request) return { request, decision: NOT_UNDERSTOOD, at };
  state.uses.sweep(at);
  const decision = decideMediaAccess(request, state, at);
  if (decision.allow && decision.session) bind(decision.session, state, at);
  if (decision.allow && decision.ticket) {
    const { ticket, exp, use } = decision.ticket;
    state.uses.remember(ticket, exp, use);
  }
  return { request, decision, at };
}

function bind(session: AdmittedSession, { uses, revocations, active }: HookState, at: Date): void {
  const { claims, use, isNew, pitId, workshopId, replaces } = session;
  if (use === 'free') return;
  const { jti, sub, exp } = claims;
  uses.remember(jti, exp, use);
  if (replaces !== null) {
    active.remove(replaces);
    revocations.add({ of: { jti: replaces }, cause: 'replaced', at, by: null });
  }
  if (isNew) active.add({ jti, sub, pitId, workshopId, beganAt: at.getTime() });
}
