import { DestroyRef, inject, Injectable, signal, type Signal } from '@angular/core';

/** The time of day for what is on screen, once a second. Stands still while the page is hidden. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly time = signal(Date.now());
  private readonly seen = signal(!document.hidden);

  /** Now, in milliseconds since 1970. */
  readonly now: Signal<number> = this.time.asReadonly();

  /** Whether the page can be seen. */
  readonly visible: Signal<boolean> = this.seen.asReadonly();

  constructor() {
    const tick = setInterval(() => !document.hidden && this.time.set(Date.now()), 1000);
    const look = (): void => {
      this.seen.set(!document.hidden);
      this.time.set(Date.now());
    };
    document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(tick);
      document.removeEventListener('visibilitychange', look);
    });
  }
}
