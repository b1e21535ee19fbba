import { type AuthRequest, parseAuthRequest } from '@ppf/mediamtx';
import { admitSession } from '../../sessions/admission/admit-session';
import { decideMediaAccess } from '../decision/decide-media-access';
import { type AdmittedSession, type HookDecision } from '../decision/hook-decision';
import { type HookState } from './hook-state';

/** A decided request; `request` is null when its body could not be parsed. */
export interface DecidedRequest {
  readonly request: AuthRequest | null;
  readonly decision: HookDecision;
  readonly at: Date;
}

const UNPARSED: HookDecision = { allow: false, reason: 'not-our-service' };

/**
 * Decides a hook request by its body, stores the use of the token that it presented, and counts the viewing session that
 * it begins. Synchronous and from memory: MediaMTX serves no camera and no viewer until it has the response (MediaMTX
 * contract §0).
 */
export function decideHookRequest(body: string, state: HookState, at: Date): DecidedRequest {
  const request = parseAuthRequest(body);
  if (!request) return { request, decision: UNPARSED, at };
  state.uses.sweep(at);
  const decision = decideMediaAccess(request, state, at);
  if (decision.allow && decision.session) storeSession(decision.session, state, at);
  if (decision.allow && decision.ticket) {
    const { ticket, exp, use } = decision.ticket;
    state.uses.remember(ticket, exp, use);
  }
  return { request, decision, at };
}

function storeSession(session: AdmittedSession, state: HookState, at: Date): void {
  const { claims, use, isNew } = session;
  if (use === 'free') return;
  state.uses.remember(claims.jti, claims.exp, use);
  if (isNew) admitSession(state, session, at);
}
