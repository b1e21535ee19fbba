import { computed, effect, inject, Injectable, signal } from '@angular/core';
import type { LoginRequest, SignedInUser } from '@ppf/contracts';
import { AccessToken } from '../api/access-token';
import { AuthApi } from '../api/auth-api';
import { ProblemError } from '../api/problem-error';
import { SignInHint } from './sign-in-hint';

/** The part of an access token's life after which it is renewed; the rest is for failing and trying again. */
const RENEW_AFTER = 0.8;
/** Pause after a renewal that did not reach the server, in milliseconds. */
const RENEW_AGAIN_AFTER = 10_000;
/** Pauses while the server cannot be reached at the start, in milliseconds; the last one repeats. */
const RESTORE_AGAIN_AFTER = [500, 1000, 2000, 4000] as const;

/** Who is signed in on this page. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly accessToken = inject(AccessToken);
  private readonly auth = inject(AuthApi);
  private readonly hint = inject(SignInHint);
  private readonly failure = signal<ProblemError | null>(null);
  private restoring: Promise<void> | null = null;

  /** The person, also while their sign-in has lapsed; null while nobody is signed in or it is not known yet. */
  readonly user = computed<SignedInUser | null>(
    () => this.accessToken.current()?.user ?? this.accessToken.lapsed(),
  );

  /** Whether the sign-in has ended by itself: the page stays, and calls wait for `signIn` or `giveUp`. */
  readonly hasLapsed = computed(() => this.accessToken.lapsed() !== null);

  /** Why it cannot be known who is signed in; null when it is known. */
  readonly unreachable = this.failure.asReadonly();

  /** Whether the person may change pits, cameras and people of their workshop. */
  readonly mayManage = computed(() => {
    const role = this.user()?.role;
    return role === 'owner' || role === 'super_admin';
  });

  constructor() {
    effect((onCleanup) => {
      const grant = this.accessToken.current();
      if (!grant) return;
      const timer = this.renewIn(grant.expires_in * 1000 * RENEW_AFTER);
      onCleanup(() => clearTimeout(timer.id));
    });
    effect(() => {
      if (this.hasLapsed()) this.hint.forget();
    });
    this.hint.whenSignedOutElsewhere(() => this.accessToken.forget());
    this.hint.whenSignedInElsewhere(() => void this.recheck());
  }

  /** Finds out once who is signed in, by the refresh cookie. Goes on until the server has answered. */
  restore(): Promise<void> {
    this.restoring ??= this.restoreOnce();
    return this.restoring;
  }

  /** @throws ProblemError `wrong-credentials`, `too-many-requests`, `sign-in-busy`, … */
  async signIn(request: LoginRequest): Promise<void> {
    this.accessToken.accept(await this.auth.signIn(request));
    this.hint.signedIn();
  }

  /** Gives a lapsed sign-in up: nobody is signed in. */
  giveUp(): void {
    this.accessToken.forget();
  }

  /** Signs out here at once; when the server cannot be told, it is told at the next start, and nobody is signed in. */
  async signOut(): Promise<void> {
    this.hint.signedOut();
    await this.tellSignOut();
    this.accessToken.forget();
  }

  private async recheck(): Promise<void> {
    await this.accessToken.recheck();
    if (this.accessToken.current()) this.hint.signedIn();
  }

  private async tellSignOut(): Promise<void> {
    try {
      await this.auth.signOut();
      this.hint.forget();
    } catch {
      this.hint.signOutIsOwed();
    }
  }

  private async restoreOnce(): Promise<void> {
    if (this.hint.owesSignOut()) return this.tellSignOut();
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.accessToken.renew();
        this.hint.signedIn();
      } catch (problem) {
        if (!(problem instanceof ProblemError)) throw problem;
        if (problem.status !== 401) {
          this.failure.set(problem);
          await pause(RESTORE_AGAIN_AFTER[Math.min(attempt, RESTORE_AGAIN_AFTER.length - 1)] ?? 4000);
          continue;
        }
        this.hint.forget();
      }
      this.failure.set(null);
      return;
    }
  }

  private renewIn(milliseconds: number): { id: ReturnType<typeof setTimeout> } {
    const renew = (): void => {
      this.accessToken.renew().catch(() => {
        if (this.user()) timer.id = setTimeout(renew, RENEW_AGAIN_AFTER);
      });
    };
    const timer = { id: setTimeout(renew, milliseconds) };
    return timer;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
