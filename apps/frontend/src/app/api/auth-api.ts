import { HttpClient, HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { AccessTokenResponse, ChangePasswordRequest, LoginRequest } from '@ppf/contracts';
import { firstValueFrom } from 'rxjs';
import { API_ROOT, WITHOUT_ACCESS_TOKEN } from './api-root';
import { takeEarlyRefresh } from './early-refresh';

/** Sign-in, refresh, sign-out and password. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly http = inject(HttpClient);

  /** Signs in. The response sets the refresh cookie. */
  signIn(request: LoginRequest): Promise<AccessTokenResponse> {
    return this.post<AccessTokenResponse>('login', request);
  }

  /** Requests a new access token with the refresh cookie. */
  async refresh(): Promise<AccessTokenResponse> {
    return (await takeEarlyRefresh()) ?? (await withTabLock(() => this.post<AccessTokenResponse>('refresh')));
  }

  /** Ends this sign-in and removes the cookie. */
  signOut(): Promise<void> {
    return this.post<void>('logout');
  }

  /** Changes the password of the user and ends their other sign-ins. */
  changePassword(request: ChangePasswordRequest): Promise<void> {
    return firstValueFrom(this.http.post<void>(`${API_ROOT}/auth/password`, request));
  }

  private post<T>(action: string, body: object | null = null): Promise<T> {
    const context = new HttpContext().set(WITHOUT_ACCESS_TOKEN, true);
    return firstValueFrom(this.http.post<T>(`${API_ROOT}/auth/${action}`, body, { context }));
  }
}

/** The refresh token rotates, so only one tab at a time may use it. `navigator.locks` requires a secure context. */
function withTabLock<T>(call: () => Promise<T>): Promise<T> {
  return globalThis.navigator.locks ? navigator.locks.request('ppf-refresh', call) : call();
}
