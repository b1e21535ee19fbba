import { Injectable } from '@nestjs/common';
import type { EndedViewing, RenewViewingResponse } from '@ppf/contracts';
import { type Principal } from '../../auth';
import { StreamsConfig } from '../../config/streams.config';
import { Clock } from '../../platform/clock';
import { Revocations } from '../revocation/revocations';
import { ActiveViewings } from './active-viewings';
import { subOf } from './viewer';
import { ViewingRenewals } from './viewing-renewals';

/**
 * Prolongs what somebody watches. Answered from memory and written afterwards, also by a replica that has not heard of
 * the session: the table says whose it is.
 */
@Injectable()
export class RenewViewings {
  constructor(
    private readonly active: ActiveViewings,
    private readonly revocations: Revocations,
    private readonly renewals: ViewingRenewals,
    private readonly clock: Clock,
    private readonly config: StreamsConfig,
  ) {}

  /** Renews those that go on, and tells which were ended by us. Others than the caller's own are passed over. */
  renew(principal: Principal, jtis: readonly string[]): RenewViewingResponse {
    const viewer = { kind: 'user', id: principal.id } as const;
    const sub = subOf(viewer);
    const { leaseSeconds } = this.config;
    const until = new Date(this.clock.now().getTime() + leaseSeconds * 1000);
    const ended: EndedViewing[] = [];
    for (const jti of new Set(jtis)) {
      const known = this.active.of(jti);
      if (known && known.sub !== sub) continue;
      const revocation = this.revocations.ofSession(jti);
      if (revocation) ended.push({ jti, cause: revocation.cause, at: revocation.at.toISOString() });
      else this.renewals.renew(jti, viewer, until);
    }
    return { session_lease_seconds: leaseSeconds, ended };
  }
}
