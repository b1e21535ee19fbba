import { computed, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import type { ViewingSession, ViewingSessionList } from '@ppf/contracts';
import { ProblemError } from '../../../api/problem-error';
import { StreamsApi } from '../../../api/streams-api';
import { Clock } from '../../../ui/clock';

/** Interval of requests while the page is visible, in milliseconds. */
export const VIEWERS_INTERVAL_MS = 3000;
/** Maximum number of viewing sessions that the API returns. */
export const VIEWERS_LIMIT = 100;

/** The state of the card. */
export type ViewersView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  /** `staleSince`: time of the last response, in milliseconds since 1970, once a request failed; null: up to date. */
  | {
      readonly kind: 'viewers';
      readonly sessions: readonly ViewingSession[];
      /** Whether there are more sessions than the API returned. */
      readonly hasMore: boolean;
      readonly staleSince: number | null;
    };

interface Response {
  readonly id: number | undefined;
  readonly list: ViewingSessionList | null;
  readonly at: number;
}

/** The viewing sessions of a pit. */
@Injectable()
export class ViewersStore {
  private readonly clock = inject(Clock);
  private readonly id = signal<number | undefined>(undefined);
  private readonly resource = inject(StreamsApi).activeSessions(this.id);
  private readonly response = linkedSignal<
    { id: number | undefined; list: ViewingSessionList | null },
    Response
  >({
    source: () => ({
      id: this.id(),
      list: this.resource.hasValue() ? (this.resource.value() ?? null) : null,
    }),
    computation: ({ id, list }, before) => {
      if (list) return { id, list, at: Date.now() };
      return before && before.value.id === id ? before.value : { id, list: null, at: 0 };
    },
  });

  /** What to show. The last response is kept when a request fails. */
  readonly view = computed<ViewersView>(() => {
    const { list, at } = this.response();
    const error = this.resource.error();
    const problem = error instanceof ProblemError ? error : null;
    if (!list) return problem ? { kind: 'failed', problem } : { kind: 'loading' };
    const hasMore = list.next_cursor !== null;
    return { kind: 'viewers', sessions: list.items, hasMore, staleSince: problem ? at : null };
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.clock.visible()) return;
      const timer = setInterval(() => this.reload(), VIEWERS_INTERVAL_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Selects the pit. */
  show(id: number): void {
    this.id.set(id);
  }

  /** Requests the sessions immediately. */
  reload(): void {
    this.resource.reload();
  }
}
