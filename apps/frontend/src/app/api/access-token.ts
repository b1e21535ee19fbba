import { inject, Injectable, signal } from '@angular/core';
import type { AccessTokenResponse } from '@ppf/contracts';
import { AuthApi } from './auth-api';
import { ProblemError } from './problem-error';

/**
 * The access token, in memory only: a reload gets a new one for the refresh cookie. However many calls find it
 * ended at once, it is renewed by one call.
 */
@Injectable({ providedIn: 'root' })
export class AccessToken {
  private readonly auth = inject(AuthApi);
  private readonly grant = signal<AccessTokenResponse | null>(null);
  private renewal: Promise<AccessTokenResponse> | null = null;

  /** Who is signed in and until when; null when nobody is. */
  readonly current = this.grant.asReadonly();

  /** Takes what a sign-in has brought. */
  accept(grant: AccessTokenResponse): void {
    this.grant.set(grant);
  }

  /** Forgets the token. */
  forget(): void {
    this.grant.set(null);
  }

  /**
   * A new access token for the refresh cookie. Calls that come while one is under way share its answer.
   * @throws ProblemError; `session-ended` or `not-signed-in` also forget the token
   */
  renew(): Promise<AccessTokenResponse> {
    this.renewal ??= this.renewOnce().finally(() => (this.renewal = null));
    return this.renewal;
  }

  private async renewOnce(): Promise<AccessTokenResponse> {
    try {
      const grant = await this.auth.refresh();
      this.grant.set(grant);
      return grant;
    } catch (failure) {
      if (failure instanceof ProblemError && failure.status === 401) this.grant.set(null);
      throw failure;
    }
  }
}
