import type { HttpResourceRef } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, type Signal } from '@angular/core';
import { ProblemError } from '../../api/problem-error';
import { Clock } from '../../ui/clock';

/** How often the state of pits is asked for while the page is seen, in milliseconds. */
export const POLL_EVERY = 1500;
/** Age of the last answer from which what is shown is called stale, in milliseconds. */
export const STALE_AFTER = 6000;

/** What a polled resource is worth now. */
export interface Polled<T> {
  /** The newest answer for the present subject; null before the first one. */
  readonly value: Signal<T | null>;
  /** Why there is no answer; null while there is one or it is waited for. */
  readonly problem: Signal<ProblemError | null>;
  /** For how long updates have been missing, in milliseconds; null while they come. */
  readonly staleFor: Signal<number | null>;
  /** Asks at once. */
  reload(): void;
}

interface Heard<T> {
  readonly subject: unknown;
  readonly value: T | null;
  readonly at: number;
}

/**
 * Asks again and again while the page is seen, and keeps the last answer when one fails. `subject` says whose answers
 * they are: another one forgets them. Needs an injection context.
 */
export function polled<T>(resource: HttpResourceRef<T | undefined>, subject: () => unknown): Polled<T> {
  const clock = inject(Clock);
  const heard = linkedSignal<{ subject: unknown; value: T | null }, Heard<T>>({
    source: () => ({ subject: subject(), value: resource.hasValue() ? (resource.value() ?? null) : null }),
    computation: (now, before) => {
      if (now.value !== null) return { ...now, at: Date.now() };
      if (before && before.value.subject === now.subject) return before.value;
      return { subject: now.subject, value: null, at: 0 };
    },
  });
  const problem = computed(() => {
    const error = resource.error();
    return error instanceof ProblemError ? error : null;
  });
  effect((onCleanup) => {
    if (!clock.visible() || subject() === undefined) return;
    const timer = setInterval(() => resource.reload(), POLL_EVERY);
    onCleanup(() => clearInterval(timer));
  });
  return {
    value: computed(() => heard().value),
    problem,
    staleFor: computed(() => {
      const { value, at } = heard();
      const age = clock.now() - at;
      return value !== null && problem() !== null && age >= STALE_AFTER ? age : null;
    }),
    reload: () => void resource.reload(),
  };
}
