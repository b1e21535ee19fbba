import { Injectable } from '@angular/core';

/** Read by public/first.js: whether a renewal is worth beginning before the application is there. No secret. */
const KEY = 'ppf-signed-in';

/** What this browser's tabs tell each other about the sign-in. */
@Injectable({ providedIn: 'root' })
export class SignInHint {
  private readonly tabs =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ppf-session');

  /** Somebody signed in. */
  signedIn(): void {
    write('yes');
  }

  /** Somebody signed out, here and so in every other tab. */
  signedOut(): void {
    write(null);
    this.tabs?.postMessage('signed-out');
  }

  /** Somebody signed out and the server could not be told: its cookie is still here. */
  signOutIsOwed(): void {
    write('ending');
  }

  /** Whether the server is still to be told of a sign-out. */
  owesSignOut(): boolean {
    return read() === 'ending';
  }

  /** Nobody is signed in; other tabs find out by themselves. */
  forget(): void {
    write(null);
  }

  /** Calls back when somebody signs in in another tab. */
  whenSignedInElsewhere(callback: () => void): void {
    addEventListener('storage', ({ key, newValue }) => {
      if (key === KEY && newValue === 'yes') callback();
    });
  }

  /** Calls back when another tab signs out. */
  whenSignedOutElsewhere(callback: () => void): void {
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
    // Storage is refused in some private windows: then the start is a little slower.
  }
}
