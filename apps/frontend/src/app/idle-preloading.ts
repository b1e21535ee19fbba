import { Injectable } from '@angular/core';
import type { PreloadingStrategy, Route } from '@angular/router';
import { EMPTY, firstValueFrom, from, type Observable } from 'rxjs';

/** Delay of the first preload after the first page, ms: pictures start within it. */
export const PRELOAD_DELAY_MS = 8_000;
/** Longest wait for an idle main thread, ms. Decoding the pictures of a wall can leave little idle time. */
const IDLE_TIMEOUT_MS = 10_000;

/**
 * Loads the code of the other pages while the browser is idle, one after the other, so that they open without a request.
 * Does nothing while data saver is on.
 */
@Injectable({ providedIn: 'root' })
export class IdlePreloading implements PreloadingStrategy {
  private last: Promise<unknown> | null = null;

  /** Called by the router for each page whose code is not loaded yet. */
  preload(_route: Route, load: () => Observable<unknown>): Observable<unknown> {
    if (savesData()) return EMPTY;
    this.last ??= new Promise((resolve) => setTimeout(resolve, PRELOAD_DELAY_MS));
    this.last = this.last
      .then(untilIdle)
      .then(() => firstValueFrom(load(), { defaultValue: null }))
      .catch(() => null); // The router loads it again when the page is opened, and reports the error.
    return from(this.last);
  }
}

function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}

/** Safari has no `requestIdleCallback`. */
function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, 0);
    else requestIdleCallback(() => resolve(), { timeout: IDLE_TIMEOUT_MS });
  });
}
