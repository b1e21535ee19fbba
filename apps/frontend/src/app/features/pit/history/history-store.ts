import { computed, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import type { PitHistory, StreamStatus } from '@ppf/contracts';
import { HistoryApi } from '../../../api/history-api';
import { ProblemError } from '../../../api/problem-error';
import { Clock } from '../../../ui/clock';

/** Time ranges of the history. */
export const HISTORY_RANGES = [
  { name: 'day', days: 1 },
  { name: 'week', days: 7 },
  { name: 'month', days: 30 },
] as const;
export type HistoryRange = (typeof HISTORY_RANGES)[number];

const DAY_MS = 86_400_000;
/** Delay until a change of the stream is in the history, in milliseconds: the backend writes in batches. */
export const WRITE_DELAY_MS = 3000;
/** Interval at which the end of the range is moved to now, in milliseconds. */
export const REFRESH_INTERVAL_MS = 60_000;

interface Response {
  /** Pit and range of the response. */
  readonly subject: string;
  readonly history: PitHistory | null;
  readonly at: number;
}

/** The state of the history card. */
export type HistoryView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  /** `staleSince`: time of the last response, in milliseconds since 1970, once a request failed; null: up to date. */
  | { readonly kind: 'history'; readonly history: PitHistory; readonly staleSince: number | null };

/** The history of a pit's stream over the chosen range. */
@Injectable()
export class HistoryStore {
  private readonly clock = inject(Clock);
  private readonly pit = signal<{ id: number; status: StreamStatus } | undefined>(undefined);
  private readonly chosen = signal<HistoryRange>(HISTORY_RANGES[0]);
  /** End of the range, in milliseconds since 1970. */
  private readonly until = signal({ at: Date.now() });
  private readonly id = computed(() => this.pit()?.id);
  private readonly resource = inject(HistoryApi).ofPit(() => {
    const id = this.id();
    return id === undefined
      ? undefined
      : { id, from: new Date(this.until().at - this.chosen().days * DAY_MS) };
  });
  private readonly response = linkedSignal<{ subject: string; history: PitHistory | null }, Response>({
    source: () => ({
      subject: `${this.id()} ${this.chosen().days}`,
      history: this.resource.hasValue() ? (this.resource.value() ?? null) : null,
    }),
    computation: ({ subject, history }, before) => {
      if (history) return { subject, history, at: Date.now() };
      return before?.value.subject === subject ? before.value : { subject, history: null, at: 0 };
    },
  });

  /** The chosen range. */
  readonly range = this.chosen.asReadonly();

  /** What to show. The last response is kept when a request fails. */
  readonly view = computed<HistoryView>(() => {
    const { history, at } = this.response();
    const error = this.resource.error();
    const problem = error instanceof ProblemError ? error : null;
    if (history) return { kind: 'history', history, staleSince: problem ? at : null };
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  constructor() {
    const status = computed(() => this.pit()?.status);
    let before: StreamStatus | undefined;
    effect((onCleanup) => {
      const now = status();
      const isChange = before !== undefined && before !== now;
      before = now;
      if (!isChange) return;
      const timer = setTimeout(() => this.reload(), WRITE_DELAY_MS);
      onCleanup(() => clearTimeout(timer));
    });
    effect((onCleanup) => {
      if (!this.clock.visible()) return;
      const timer = setInterval(() => this.reload(), REFRESH_INTERVAL_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Selects the pit. @param status Status of its stream; each change of it changes the history. */
  show(id: number, status: StreamStatus): void {
    this.pit.set({ id, status });
  }

  /** Chooses a range. */
  choose(range: HistoryRange): void {
    this.chosen.set(range);
  }

  /** Requests the history immediately. */
  reload(): void {
    this.until.set({ at: Date.now() });
  }
}
