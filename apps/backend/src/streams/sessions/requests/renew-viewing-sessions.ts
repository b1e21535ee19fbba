import { Injectable } from '@nestjs/common';
import type { EndedViewing, RenewViewingResponse } from '@ppf/contracts';
import { type Principal } from '../../../auth';
import { StreamsConfig } from '../../../config/streams.config';
import { Clock } from '../../../platform/clock';
import { Revocations } from '../admission/revocations';
import { ActiveSessions } from '../admission/active-sessions';
import { subjectOf } from '../../tokens/viewer';
import { PendingRenewals } from '../recording/pending-renewals';

/**
 * Renews leases of a user's viewing sessions. Answers from memory and writes later. A replica to which a session is
 * still unknown renews it too: the row contains its viewer.
 */
@Injectable()
export class RenewViewingSessions {
  constructor(
    private readonly active: ActiveSessions,
    private readonly revocations: Revocations,
    private readonly renewals: PendingRenewals,
    private readonly clock: Clock,
    private readonly config: StreamsConfig,
  ) {}

  /** Renews the caller's sessions and returns those that this system ended. Ignores sessions of other users. */
  renew(principal: Principal, jtis: readonly string[]): RenewViewingResponse {
    const viewer = { kind: 'user', id: principal.id } as const;
    const sub = subjectOf(viewer);
    const { leaseSeconds } = this.config;
    const until = new Date(this.clock.now().getTime() + leaseSeconds * 1000);
    const ended: EndedViewing[] = [];
    for (const jti of new Set(jtis)) {
      const known = this.active.of(jti);
      if (known && known.sub !== sub) continue;
      const revocation = this.revocations.ofSession(jti);
      if (revocation) ended.push({ jti, cause: revocation.cause, at: revocation.at.toISOString() });
      else this.renewals.add(jti, viewer, until);
    }
    return { session_lease_seconds: leaseSeconds, ended };
  }
}
