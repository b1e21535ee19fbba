import { inject, Injectable } from '@angular/core';
import type { EndedViewing, StreamTokenResponse, ViewingEnding } from '@ppf/contracts';
import { StreamsApi } from '../../api/streams-api';

/** A session is renewed for the first time so long after its token came, when it has begun, ms. */
const FIRST_AFTER = 2_000;
/** Renewals in the time of a lease: two may fail. */
const A_LEASE = 3;
/** After a renewal that failed, ms. */
const RETRY_AFTER = 5_000;
/** Sessions in one call, as the API takes them. */
const AT_ONCE = 200;

/** Told that we ended a session. */
export type OnEnded = (ending: ViewingEnding) => void;

/** Renews the leases of everything that this page watches: one call for a whole wall of pits. */
@Injectable({ providedIn: 'root' })
export class ViewingLeases {
  private readonly streams = inject(StreamsApi);
  private readonly held = new Map<string, OnEnded>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = Infinity;

  /** Renews the session of a token until it is let go of. @returns lets go of it */
  hold(token: StreamTokenResponse, ended: OnEnded): () => void {
    const jti = jtiOf(token);
    this.held.set(jti, ended);
    this.renewIn(FIRST_AFTER);
    return () => void this.held.delete(jti);
  }

  private renewIn(wait: number): void {
    const at = Date.now() + wait;
    if (at >= this.dueAt) return;
    this.dueAt = at;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(), wait);
  }

  private async renew(): Promise<void> {
    this.dueAt = Infinity;
    const jtis = [...this.held.keys()];
    if (jtis.length === 0) return;
    let wait = RETRY_AFTER;
    for (let from = 0; from < jtis.length; from += AT_ONCE) {
      const answer = await this.streams.renewSessions(jtis.slice(from, from + AT_ONCE)).catch(() => null);
      if (!answer) continue;
      wait = (answer.session_lease_seconds * 1000) / A_LEASE;
      for (const each of answer.ended) this.tell(each);
    }
    this.renewIn(wait);
  }

  private tell({ jti, cause, at }: EndedViewing): void {
    const ended = this.held.get(jti);
    this.held.delete(jti);
    ended?.({ cause, at });
  }
}

/** The token's id: what stands before the colon of its header. */
function jtiOf({ authorization }: StreamTokenResponse): string {
  return authorization.slice('Bearer '.length).split(':')[0] ?? '';
}
