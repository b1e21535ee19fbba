import { effect, signal, type Signal } from '@angular/core';

/** True once `condition` has been true for the delay, ms. Avoids skeletons for short waits. Requires an injection context. */
export function after(milliseconds: number, condition: () => boolean): Signal<boolean> {
  const due = signal(false);
  effect((onCleanup) => {
    if (!condition()) return due.set(false);
    const timer = setTimeout(() => due.set(true), milliseconds);
    onCleanup(() => clearTimeout(timer));
  });
  return due.asReadonly();
}
