import { inject, Injectable } from '@angular/core';
import type { EndedViewing, StreamTokenResponse, ViewingEnding } from '@ppf/contracts';
import { StreamsApi } from '../../api/streams-api';

/** Delay from the token to the first renewal, ms. By then the session exists. */
const FIRST_RENEWAL_DELAY_MS = 2_000;
/** Renewals per lease duration. Two of them may fail. */
const RENEWALS_PER_LEASE = 3;
/** Delay after a failed renewal, ms. */
const RETRY_DELAY_MS = 5_000;
/** Sessions per API call. */
const MAX_SESSIONS_PER_CALL = 200;

/** Called when the backend ended a session. */
export type OnEnded = (ending: ViewingEnding) => void;

/** Renews the leases of all viewing sessions of this page, with one call for a whole wall. */
@Injectable({ providedIn: 'root' })
export class SessionLeases {
  private readonly streams = inject(StreamsApi);
  private readonly held = new Map<string, OnEnded>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = Infinity;

  /** Renews the session of a token until it is released. @returns releases it */
  hold(token: StreamTokenResponse, onEnded: OnEnded): () => void {
    const jti = parseJti(token);
    this.held.set(jti, onEnded);
    this.scheduleRenewal(FIRST_RENEWAL_DELAY_MS);
    return () => void this.held.delete(jti);
  }

  private scheduleRenewal(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (at >= this.dueAt) return;
    this.dueAt = at;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(), delayMs);
  }

  private async renew(): Promise<void> {
    this.dueAt = Infinity;
    const jtis = [...this.held.keys()];
    if (jtis.length === 0) return;
    let delayMs = RETRY_DELAY_MS;
    for (let start = 0; start < jtis.length; start += MAX_SESSIONS_PER_CALL) {
      const batch = jtis.slice(start, start + MAX_SESSIONS_PER_CALL);
      const response = await this.streams.renewSessions(batch).catch(() => null);
      if (!response) continue;
      delayMs = (response.session_lease_seconds * 1000) / RENEWALS_PER_LEASE;
      for (const ended of response.ended) this.notify(ended);
    }
    this.scheduleRenewal(delayMs);
  }

  private notify({ jti, cause, at }: EndedViewing): void {
    const onEnded = this.held.get(jti);
    this.held.delete(jti);
    onEnded?.({ cause, at });
  }
}

/** The token id: the user name of the basic-style credentials, before the colon. */
function parseJti({ authorization }: StreamTokenResponse): string {
  return authorization.slice('Bearer '.length).split(':')[0] ?? '';
}
