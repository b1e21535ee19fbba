import { Injectable } from '@angular/core';

/** Also read by public/first.js, which refreshes the sign-in before the application is loaded. Not a secret. */
const KEY = 'ppf-signed-in';

/** Shares the sign-in state between the tabs of this browser. */
@Injectable({ providedIn: 'root' })
export class SignInHint {
  private readonly tabs =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ppf-session');

  /** Records a sign-in. */
  signedIn(): void {
    write('yes');
  }

  /** Records a sign-out and signs out all other tabs. */
  signedOut(): void {
    write(null);
    this.tabs?.postMessage('signed-out');
  }

  /** Records a sign-out that did not reach the server: the refresh cookie still exists. */
  signOutPending(): void {
    write('ending');
  }

  /** Whether a sign-out still has to be sent to the server. */
  isSignOutPending(): boolean {
    return read() === 'ending';
  }

  /** Clears the state of this tab. Other tabs detect an expired sign-in themselves. */
  clear(): void {
    write(null);
  }

  /** Calls back after a sign-in in another tab. */
  onSignedInElsewhere(callback: () => void): void {
    addEventListener('storage', ({ key, newValue }) => {
      if (key === KEY && newValue === 'yes') callback();
    });
  }

  /** Calls back after a sign-out in another tab. */
  onSignedOutElsewhere(callback: () => void): void {
    this.tabs?.addEventListener('message', callback);
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, value);
  } catch {
    // Some private windows have no storage. The start is then slightly slower.
  }
}
