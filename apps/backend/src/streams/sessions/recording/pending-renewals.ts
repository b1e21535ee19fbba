import { Injectable } from '@nestjs/common';
import { type Viewer } from '../../tokens/viewer';
import { type LeaseRenewal } from './session-writer';

/** Renewals that wait to be written: more than the viewing sessions that one installation serves. */
const MAX_WAITING = 100_000;

/** Renewed leases until they are written: the newest of each viewing session. */
@Injectable()
export class PendingRenewals {
  private waiting = new Map<string, LeaseRenewal>();

  /** Adds a renewal. */
  add(jti: string, viewer: Viewer, until: Date): void {
    if (this.waiting.size >= MAX_WAITING && !this.waiting.has(jti)) return;
    this.waiting.set(jti, { jti, viewer, until });
  }

  /** Removes and returns all renewals. */
  take(): readonly LeaseRenewal[] {
    const taken = [...this.waiting.values()];
    this.waiting.clear();
    return taken;
  }

  /** Adds renewals that could not be written; a newer one of the same session is kept. */
  restore(renewals: readonly LeaseRenewal[]): void {
    for (const renewal of renewals) {
      if (!this.waiting.has(renewal.jti) && this.waiting.size < MAX_WAITING)
        this.waiting.set(renewal.jti, renewal);
    }
  }
}
