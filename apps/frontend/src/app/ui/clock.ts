import { DestroyRef, inject, Injectable, signal, type Signal } from '@angular/core';

/** The current time, updated every second while the page is visible. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly time = signal(Date.now());
  private readonly isVisible = signal(!document.hidden);

  /** Current time, ms since 1970. */
  readonly now: Signal<number> = this.time.asReadonly();

  /** Whether the page is visible. */
  readonly visible: Signal<boolean> = this.isVisible.asReadonly();

  constructor() {
    const tick = setInterval(() => !document.hidden && this.time.set(Date.now()), 1000);
    const update = (): void => {
      this.isVisible.set(!document.hidden);
      this.time.set(Date.now());
    };
    document.addEventListener('visibilitychange', update);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(tick);
      document.removeEventListener('visibilitychange', update);
    });
  }
}
