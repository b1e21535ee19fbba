import { computed, effect, inject, Injectable, signal } from '@angular/core';
import type { LoginRequest, Permission, SignedInUser } from '@ppf/contracts';
import { AccessToken } from '../api/access-token';
import { AuthApi } from '../api/auth-api';
import { ProblemError } from '../api/problem-error';
import { SignInHint } from './sign-in-hint';

/** Share of an access token's lifetime after which it is refreshed. The rest is reserved for retries. */
const REFRESH_AT_RATIO = 0.8;
/** Delay after a refresh that did not reach the server, ms. */
const REFRESH_RETRY_DELAY_MS = 10_000;
/** Delays while the server is unreachable at startup, ms; the last one repeats. */
const RESTORE_BACKOFF_MS = [500, 1000, 2000, 4000] as const;

/** The signed-in user of this page. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly accessToken = inject(AccessToken);
  private readonly auth = inject(AuthApi);
  private readonly hint = inject(SignInHint);
  private readonly failure = signal<ProblemError | null>(null);
  private restoring: Promise<void> | null = null;

  /** The user, also while the sign-in has expired; null if signed out or not known yet. */
  readonly user = computed<SignedInUser | null>(
    () => this.accessToken.current()?.user ?? this.accessToken.expiredUser(),
  );

  /** Whether the sign-in has expired. The page stays, and requests wait for `signIn` or `giveUp`. */
  readonly hasExpired = computed(() => this.accessToken.expiredUser() !== null);

  /** Why the sign-in state can't be determined; null if it is known. */
  readonly unreachable = this.failure.asReadonly();

  constructor() {
    effect((onCleanup) => {
      const grant = this.accessToken.current();
      if (!grant) return;
      const timer = this.scheduleRefresh(grant.expires_in * 1000 * REFRESH_AT_RATIO);
      onCleanup(() => clearTimeout(timer.id));
    });
    effect(() => {
      if (this.hasExpired()) this.hint.clear();
    });
    this.hint.onSignedOutElsewhere(() => this.accessToken.clear());
    this.hint.onSignedInElsewhere(() => void this.recheck());
  }

  /** Whether the user has a permission. False while signed out. A signal when it is called in a computation. */
  can(permission: Permission): boolean {
    return this.user()?.permissions.includes(permission) ?? false;
  }

  /** Restores the sign-in from the refresh cookie, once. Retries until the server responds. */
  restore(): Promise<void> {
    this.restoring ??= this.restoreOnce();
    return this.restoring;
  }

  /** @throws ProblemError `wrong-credentials`, `too-many-requests`, `sign-in-busy`, … */
  async signIn(request: LoginRequest): Promise<void> {
    this.accessToken.accept(await this.auth.signIn(request));
    this.hint.signedIn();
  }

  /** Abandons an expired sign-in. */
  giveUp(): void {
    this.accessToken.clear();
  }

  /** Signs out immediately. A sign-out that does not reach the server is sent at the next start, before any refresh. */
  async signOut(): Promise<void> {
    this.hint.signedOut();
    await this.sendSignOut();
    this.accessToken.clear();
  }

  private async recheck(): Promise<void> {
    await this.accessToken.recheck();
    if (this.accessToken.current()) this.hint.signedIn();
  }

  private async sendSignOut(): Promise<void> {
    try {
      await this.auth.signOut();
      this.hint.clear();
    } catch {
      this.hint.signOutPending();
    }
  }

  private async restoreOnce(): Promise<void> {
    if (this.hint.isSignOutPending()) return this.sendSignOut();
    // Avoids a 401. Only the first visit of a browser sends a refresh that can fail.
    if (this.hint.isSignedOut()) return;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.accessToken.refresh();
        this.hint.signedIn();
      } catch (problem) {
        if (!(problem instanceof ProblemError)) throw problem;
        if (problem.status !== 401) {
          this.failure.set(problem);
          await pause(RESTORE_BACKOFF_MS[Math.min(attempt, RESTORE_BACKOFF_MS.length - 1)] ?? 4000);
          continue;
        }
        this.hint.clear();
      }
      this.failure.set(null);
      return;
    }
  }

  private scheduleRefresh(milliseconds: number): { id: ReturnType<typeof setTimeout> } {
    const refresh = (): void => {
      this.accessToken.refresh().catch(() => {
        if (this.user()) timer.id = setTimeout(refresh, REFRESH_RETRY_DELAY_MS);
      });
    };
    const timer = { id: setTimeout(refresh, milliseconds) };
    return timer;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
