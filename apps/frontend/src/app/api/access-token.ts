import { inject, Injectable, signal } from '@angular/core';
import type { AccessTokenResponse, SignedInUser } from '@ppf/contracts';
import { AuthApi } from './auth-api';
import { ProblemError } from './problem-error';

interface Deferred {
  readonly promise: Promise<AccessTokenResponse>;
  readonly resolve: (grant: AccessTokenResponse) => void;
  readonly reject: (problem: unknown) => void;
}

/**
 * The access token, in memory only: after a reload, the refresh cookie yields a new one. Concurrent requests with an
 * expired token share one refresh. If the refresh is rejected, the sign-in has expired: requests then wait until the same
 * user has signed in again, so that no form input is lost.
 */
@Injectable({ providedIn: 'root' })
export class AccessToken {
  private readonly auth = inject(AuthApi);
  private readonly grant = signal<AccessTokenResponse | null>(null);
  private readonly expired = signal<SignedInUser | null>(null);
  private refreshing: Promise<AccessTokenResponse> | null = null;
  private awaitedSignIn: Deferred | null = null;

  /** The current grant; null when signed out. */
  readonly current = this.grant.asReadonly();

  /** The user whose sign-in has expired, until the next sign-in or `clear`; null otherwise. */
  readonly expiredUser = this.expired.asReadonly();

  /** Takes the grant of a sign-in. Waiting requests continue. */
  accept(grant: AccessTokenResponse): void {
    this.expired.set(null);
    this.grant.set(grant);
    this.awaitedSignIn?.resolve(grant);
    this.awaitedSignIn = null;
  }

  /** Clears the token and the user. Waiting requests fail. */
  clear(): void {
    this.expired.set(null);
    this.grant.set(null);
    this.awaitedSignIn?.reject(NOT_SIGNED_IN);
    this.awaitedSignIn = null;
  }

  /** Refreshes an expired sign-in: the same user may have signed in in another tab. Never rejects. */
  async recheck(): Promise<void> {
    const user = this.expired();
    const grant = user && (await this.auth.refresh().catch(() => null));
    if (grant && grant.user.id === user.id && this.expired()) this.accept(grant);
  }

  /**
   * Requests a new access token with the refresh cookie. Concurrent calls share one request. While the sign-in has
   * expired, the promise resolves with the next sign-in.
   * @throws ProblemError
   */
  refresh(): Promise<AccessTokenResponse> {
    if (this.awaitedSignIn) return this.awaitedSignIn.promise;
    this.refreshing ??= this.refreshOnce().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  private async refreshOnce(): Promise<AccessTokenResponse> {
    try {
      const grant = await this.auth.refresh();
      this.grant.set(grant);
      return grant;
    } catch (error) {
      const user = this.grant()?.user;
      if (!user || !(error instanceof ProblemError) || error.status !== 401) throw error;
      this.awaitedSignIn = deferred();
      this.expired.set(user);
      this.grant.set(null);
      return this.awaitedSignIn.promise;
    }
  }
}

const NOT_SIGNED_IN = new ProblemError('not-signed-in', 401);

function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<AccessTokenResponse>((resolve, reject) => (settle = { resolve, reject }));
  promise.catch(() => undefined); // Without a waiting request, the rejection is not handled elsewhere.
  return { promise, ...(settle as Pick<Deferred, 'resolve' | 'reject'>) };
}
