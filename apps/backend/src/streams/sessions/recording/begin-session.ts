import { Injectable } from '@nestjs/common';
import { ActiveSessions } from '../admission/active-sessions';
import { admitSession, type BegunSession } from '../admission/admit-session';
import { Revocations } from '../admission/revocations';
import { type OpeningRequest, UnwrittenSessions } from './unwritten-sessions';

/** Begins a viewing session in the API's thread: counts it and queues it for the database. */
@Injectable()
export class BeginSession {
  private readonly state: { readonly active: ActiveSessions; readonly revocations: Revocations };

  constructor(
    active: ActiveSessions,
    revocations: Revocations,
    private readonly unwritten: UnwrittenSessions,
  ) {
    this.state = { active, revocations };
  }

  /** @param request The hook request that the session began with; in JWT mode the request for its token. */
  begin(request: OpeningRequest, session: BegunSession, at: Date): void {
    admitSession(this.state, session, at);
    this.unwritten.add(request, session, at);
  }
}
