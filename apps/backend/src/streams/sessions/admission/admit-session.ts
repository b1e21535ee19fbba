import { type StreamClaims } from '../../tokens/stream-token';
import { type ActiveSessions } from './active-sessions';
import { type Revocations } from './revocations';

/** A viewing session that begins now, with the claims of the token that opens it. */
export interface BegunSession {
  readonly claims: StreamClaims;
  readonly pitId: number;
  readonly workshopId: number;
  /** jti of the viewer's own session that this one replaces, so that a limit holds; null: none. */
  readonly replaces: string | null;
}

/**
 * Adds a viewing session to the active ones. The session that it replaces is removed first and revoked, so that no limit
 * is exceeded in between. Runs in the auth hook's thread and in the API's.
 */
export function admitSession(
  { active, revocations }: { readonly active: ActiveSessions; readonly revocations: Revocations },
  { claims: { jti, sub }, pitId, workshopId, replaces }: BegunSession,
  at: Date,
): void {
  if (replaces !== null) {
    active.remove(replaces);
    revocations.add({ of: { jti: replaces }, cause: 'replaced', at, by: null });
  }
  active.add({ jti, sub, pitId, workshopId, beganAt: at.getTime() });
}
