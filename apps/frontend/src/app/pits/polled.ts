import type { HttpResourceRef } from '@angular/common/http';
import { computed, DestroyRef, effect, inject, linkedSignal, type Signal, untracked } from '@angular/core';
import { ProblemError } from '../api/problem-error';
import { PitStreamUpdates } from '../live';
import { Clock } from '../ui/clock';

/** How often pits are asked for while the page is seen and changes are not told, in milliseconds. */
export const POLL_EVERY = 1500;
/** Age of the last word from the server from which what is shown is called stale, in milliseconds. */
export const STALE_AFTER = 6000;

/** What an answer is worth now. */
export interface Polled<T> {
  /** The newest answer for the present subject; null before the first one. */
  readonly value: Signal<T | null>;
  /** When that answer came, in milliseconds since 1970; 0 before the first one. */
  readonly answeredAt: Signal<number>;
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
 * Asks for pits again when they have changed: when the live connection says so, and again and again while there is
 * none and the page is seen. Keeps the last answer when one fails. `subject` says whose answers they are: another one
 * forgets them. Needs an injection context.
 */
export function polled<T>(resource: HttpResourceRef<T | undefined>, subject: () => unknown): Polled<T> {
  const clock = inject(Clock);
  const live = inject(PitStreamUpdates);
  live.watch(inject(DestroyRef));
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
  reloadWhenChanged(resource, subject, live);
  effect((onCleanup) => {
    if (!clock.visible() || subject() === undefined || live.isLive()) return;
    const timer = setInterval(() => resource.reload(), POLL_EVERY);
    onCleanup(() => clearInterval(timer));
  });
  return {
    value: computed(() => heard().value),
    answeredAt: computed(() => heard().at),
    problem,
    staleFor: computed(() => {
      const { value, at } = heard();
      const missing = !live.isLive() && (problem() !== null || live.hasTimedOut());
      const age = clock.now() - Math.max(at, live.lastReceivedAt());
      return value !== null && missing && age >= STALE_AFTER ? age : null;
    }),
    reload: () => void resource.reload(),
  };
}

/** Asks once for all changes that are told while an answer is waited for, and after it, so that it holds them all. */
function reloadWhenChanged<T>(
  resource: HttpResourceRef<T | undefined>,
  subject: () => unknown,
  live: PitStreamUpdates,
): void {
  let asked = untracked(live.changes);
  effect(() => {
    const changes = live.changes();
    if (subject() === undefined || resource.isLoading() || changes === asked) return;
    asked = changes;
    untracked(() => resource.reload());
  });
}
