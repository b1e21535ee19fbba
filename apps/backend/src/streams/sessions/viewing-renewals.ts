import { Injectable } from '@nestjs/common';
import { type ViewerOf } from './viewer';
import { type ViewingRenewal } from './write-viewings';

/** Renewals that wait to be written; more are of nobody that we could serve. */
const MAX_WAITING = 100_000;

/** Leases that were renewed, until they are written: the newest of each session. */
@Injectable()
export class ViewingRenewals {
  private waiting = new Map<string, ViewingRenewal>();

  /** Notes one. */
  renew(jti: string, viewer: ViewerOf, until: Date): void {
    if (this.waiting.size >= MAX_WAITING && !this.waiting.has(jti)) return;
    this.waiting.set(jti, { jti, viewer, until });
  }

  /** Hands them over. */
  take(): readonly ViewingRenewal[] {
    const taken = [...this.waiting.values()];
    this.waiting.clear();
    return taken;
  }

  /** Takes back what could not be written; what was renewed since stands. */
  putBack(renewals: readonly ViewingRenewal[]): void {
    for (const renewal of renewals) {
      if (!this.waiting.has(renewal.jti) && this.waiting.size < MAX_WAITING)
        this.waiting.set(renewal.jti, renewal);
    }
  }
}
