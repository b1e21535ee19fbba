import { Injectable } from '@angular/core';

/**
 * `yes`, `no`, or `ending` while a sign-out is pending. Also read by public/first.js, which refreshes the sign-in before the
 * application is loaded. Not a secret. Browsers may delete it earlier than the refresh cookie, so a missing value is
 * unknown.
 */
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
    write('no');
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

  /** Whether no sign-in exists, so that a refresh can only be rejected. False if it is unknown. */
  isSignedOut(): boolean {
    return read() === 'no';
  }

  /** Records an expired or rejected sign-in. Other tabs detect an expired sign-in themselves. */
  clear(): void {
    write('no');
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

function write(value: 'yes' | 'no' | 'ending'): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // Some private windows have no storage. The start is then slightly slower.
  }
}
