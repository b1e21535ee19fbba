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
 * The access token, in memory only: a reload gets a new one for the refresh cookie. However many calls find it
 * ended at once, it is renewed by one call. Where that is refused, the sign-in has lapsed: calls wait until the same
 * person has signed in again, so that nothing that was entered on a page is lost.
 */
@Injectable({ providedIn: 'root' })
export class AccessToken {
  private readonly auth = inject(AuthApi);
  private readonly grant = signal<AccessTokenResponse | null>(null);
  private readonly lapsedUser = signal<SignedInUser | null>(null);
  private renewal: Promise<AccessTokenResponse> | null = null;
  private awaited: Deferred | null = null;

  /** Who is signed in and until when; null when nobody is. */
  readonly current = this.grant.asReadonly();

  /** The person whose sign-in ended by itself, until they sign in again or it is forgotten; null otherwise. */
  readonly lapsed = this.lapsedUser.asReadonly();

  /** Takes what a sign-in has brought: calls that waited for it go on. */
  accept(grant: AccessTokenResponse): void {
    this.lapsedUser.set(null);
    this.grant.set(grant);
    this.awaited?.resolve(grant);
    this.awaited = null;
  }

  /** Forgets the token and the person: calls that waited fail. */
  forget(): void {
    this.lapsedUser.set(null);
    this.grant.set(null);
    this.awaited?.reject(NOT_SIGNED_IN);
    this.awaited = null;
  }

  /** Asks again for a lapsed sign-in: the same person may have signed in in another tab. Never fails. */
  async recheck(): Promise<void> {
    const person = this.lapsedUser();
    const grant = person && (await this.auth.refresh().catch(() => null));
    if (grant && grant.user.id === person.id && this.lapsedUser()) this.accept(grant);
  }

  /**
   * A new access token for the refresh cookie. Calls that come while one is under way share its answer. While a sign-in
   * has lapsed, it comes with the next one.
   * @throws ProblemError
   */
  renew(): Promise<AccessTokenResponse> {
    if (this.awaited) return this.awaited.promise;
    this.renewal ??= this.renewOnce().finally(() => (this.renewal = null));
    return this.renewal;
  }

  private async renewOnce(): Promise<AccessTokenResponse> {
    try {
      const grant = await this.auth.refresh();
      this.grant.set(grant);
      return grant;
    } catch (failure) {
      const person = this.grant()?.user;
      if (!person || !(failure instanceof ProblemError) || failure.status !== 401) throw failure;
      this.awaited = deferred();
      this.lapsedUser.set(person);
      this.grant.set(null);
      return this.awaited.promise;
    }
  }
}

const NOT_SIGNED_IN = new ProblemError('not-signed-in', 401);

function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<AccessTokenResponse>((resolve, reject) => (settle = { resolve, reject }));
  promise.catch(() => undefined); // Perhaps nobody waits.
  return { promise, ...(settle as Pick<Deferred, 'resolve' | 'reject'>) };
}
