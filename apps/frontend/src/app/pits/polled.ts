import type { HttpResourceRef } from '@angular/common/http';
import { computed, DestroyRef, effect, inject, linkedSignal, type Signal, untracked } from '@angular/core';
import { ProblemError } from '../api/problem-error';
import { PitStreamUpdates } from '../live';
import { Clock } from '../ui/clock';

/** Interval of polling while the page is visible and the event connection is down, in milliseconds. */
export const POLL_INTERVAL_MS = 1500;
/** Age of the last response or event from which the data counts as stale, in milliseconds. */
export const STALE_AFTER_MS = 6000;

/** A resource that is kept up to date. */
export interface PolledResource<T> {
  /** The newest response for the current subject; null before the first one. */
  readonly value: Signal<T | null>;
  /** When that response arrived, in milliseconds since 1970; 0 before the first one. */
  readonly receivedAt: Signal<number>;
  /** Why the last request failed; null: it succeeded, or it is pending. */
  readonly problem: Signal<ProblemError | null>;
  /** For how long updates have been missing, in milliseconds; null while they arrive. */
  readonly staleFor: Signal<number | null>;
  /** Requests it immediately. */
  reload(): void;
}

interface Response<T> {
  readonly subject: unknown;
  readonly value: T | null;
  readonly at: number;
}

/**
 * Keeps a resource of pits up to date: requests it again after each change event, and polls it while there is no event
 * connection and the page is visible. Keeps the last response when a request fails. A change of `subject` discards it.
 * Needs an injection context.
 */
export function pollResource<T>(
  resource: HttpResourceRef<T | undefined>,
  subject: () => unknown,
): PolledResource<T> {
  const clock = inject(Clock);
  const live = inject(PitStreamUpdates);
  live.watch(inject(DestroyRef));
  const response = linkedSignal<{ subject: unknown; value: T | null }, Response<T>>({
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
    const timer = setInterval(() => resource.reload(), POLL_INTERVAL_MS);
    onCleanup(() => clearInterval(timer));
  });
  return {
    value: computed(() => response().value),
    receivedAt: computed(() => response().at),
    problem,
    staleFor: computed(() => {
      const { value, at } = response();
      const missing = !live.isLive() && (problem() !== null || live.hasTimedOut());
      const age = clock.now() - Math.max(at, live.lastReceivedAt());
      return value !== null && missing && age >= STALE_AFTER_MS ? age : null;
    }),
    reload: () => void resource.reload(),
  };
}

/** Requests the resource once for all change events that arrive during a request, so that the response holds them all. */
function reloadWhenChanged<T>(
  resource: HttpResourceRef<T | undefined>,
  subject: () => unknown,
  live: PitStreamUpdates,
): void {
  let loaded = untracked(live.changes);
  effect(() => {
    const changes = live.changes();
    if (subject() === undefined || resource.isLoading() || changes === loaded) return;
    loaded = changes;
    untracked(() => resource.reload());
  });
}
