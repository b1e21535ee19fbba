import { HttpClient, HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { AccessTokenResponse, ChangePasswordRequest, LoginRequest } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT, WITHOUT_ACCESS_TOKEN } from './api-root';
import { takeEarlyRefresh } from './early-refresh';

/** Sign-in and what belongs to it. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly http = inject(HttpClient);

  /** Signs in; the refresh token comes as a cookie. */
  signIn(request: LoginRequest): Promise<AccessTokenResponse> {
    return this.post<AccessTokenResponse>('login', request);
  }

  /** A new access token for the refresh cookie. */
  async refresh(): Promise<AccessTokenResponse> {
    return (
      (await takeEarlyRefresh()) ?? (await oneTabAtATime(() => this.post<AccessTokenResponse>('refresh')))
    );
  }

  /** Ends this sign-in and removes the cookie. */
  signOut(): Promise<void> {
    return this.post<void>('logout');
  }

  /** Changes the password of whoever is signed in; ends their other sign-ins. */
  changePassword(request: ChangePasswordRequest): Promise<void> {
    return firstValueFrom(this.http.post<void>(`${API_ROOT}/auth/password`, request));
  }

  private post<T>(call: string, body: object | null = null): Promise<T> {
    const context = new HttpContext().set(WITHOUT_ACCESS_TOKEN, true);
    return firstValueFrom(this.http.post<T>(`${API_ROOT}/auth/${call}`, body, { context }));
  }
}

/** The refresh token rotates: two tabs must not spend the same one at once. `locks` needs a secure context. */
function oneTabAtATime<T>(call: () => Promise<T>): Promise<T> {
  return globalThis.navigator.locks ? navigator.locks.request('ppf-refresh', call) : call();
}
