import { computed, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import type { ViewingSession, ViewingSessionList } from '@ppf/contracts';
import { ProblemError } from '../../../api/problem-error';
import { StreamsApi } from '../../../api/streams-api';
import { Clock } from '../../../ui/clock';

/** How often it is asked who watches, while the page is seen, in milliseconds. */
export const ASK_EVERY = 3000;

/** What the card shows. */
export type WatchingView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  /** `staleSince`: since when it could not be asked, in milliseconds since 1970; null: it is fresh. */
  | {
      readonly kind: 'watching';
      readonly sessions: readonly ViewingSession[];
      /** Whether there are more than are told. */
      readonly isCut: boolean;
      readonly staleSince: number | null;
    };

interface Heard {
  readonly id: number | undefined;
  readonly list: ViewingSessionList | null;
  readonly at: number;
}

/** Who watches a pit now. */
@Injectable()
export class WatchingStore {
  private readonly clock = inject(Clock);
  private readonly id = signal<number | undefined>(undefined);
  private readonly answers = inject(StreamsApi).activeSessions(this.id);
  private readonly heard = linkedSignal<{ id: number | undefined; list: ViewingSessionList | null }, Heard>({
    source: () => ({
      id: this.id(),
      list: this.answers.hasValue() ? (this.answers.value() ?? null) : null,
    }),
    computation: ({ id, list }, before) => {
      if (list) return { id, list, at: Date.now() };
      return before && before.value.id === id ? before.value : { id, list: null, at: 0 };
    },
  });

  /** What to show. What was told stays when it cannot be told anew. */
  readonly view = computed<WatchingView>(() => {
    const { list, at } = this.heard();
    const error = this.answers.error();
    const problem = error instanceof ProblemError ? error : null;
    if (!list) return problem ? { kind: 'failed', problem } : { kind: 'loading' };
    const isCut = list.next_cursor !== null;
    return { kind: 'watching', sessions: list.items, isCut, staleSince: problem ? at : null };
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.clock.visible()) return;
      const timer = setInterval(() => this.reload(), ASK_EVERY);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Looks at a pit. */
  show(id: number): void {
    this.id.set(id);
  }

  /** Asks at once. */
  reload(): void {
    this.answers.reload();
  }
}
