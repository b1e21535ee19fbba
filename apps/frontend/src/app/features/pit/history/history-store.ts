import { computed, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import type { PitHistory, StreamStatus } from '@ppf/contracts';
import { HistoryApi } from '../../../api/history-api';
import { ProblemError } from '../../../api/problem-error';
import { Clock } from '../../../ui/clock';

/** How far back one can look. */
export const HISTORY_RANGES = [
  { days: 1, word: '24 h', title: 'the last 24 hours' },
  { days: 7, word: '7 days', title: 'the last 7 days' },
  { days: 30, word: '30 days', title: 'the last 30 days' },
] as const;
export type HistoryRange = (typeof HISTORY_RANGES)[number];

const DAY = 86_400_000;
/** A change of the stream is in the history after so long, in milliseconds: the backend gathers what it writes. */
export const WRITTEN_AFTER = 3000;
/** How often the end of the time is moved to now, in milliseconds. */
export const MOVES_EVERY = 60_000;

interface Heard {
  /** Whose history over which range it is. */
  readonly subject: string;
  readonly history: PitHistory | null;
  readonly at: number;
}

/** What the history card shows. */
export type HistoryView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  /** `staleSince`: since when it could not be brought up to date, in milliseconds since 1970; null: it is. */
  | { readonly kind: 'history'; readonly history: PitHistory; readonly staleSince: number | null };

/** When a pit had its picture, over the range that is chosen. */
@Injectable()
export class HistoryStore {
  private readonly clock = inject(Clock);
  private readonly pit = signal<{ id: number; status: StreamStatus } | undefined>(undefined);
  private readonly chosen = signal<HistoryRange>(HISTORY_RANGES[0]);
  /** Until when it is asked for, in milliseconds since 1970. */
  private readonly until = signal({ at: Date.now() });
  private readonly id = computed(() => this.pit()?.id);
  private readonly answers = inject(HistoryApi).ofPit(() => {
    const id = this.id();
    return id === undefined ? undefined : { id, from: new Date(this.until().at - this.chosen().days * DAY) };
  });
  private readonly heard = linkedSignal<{ subject: string; answer: PitHistory | null }, Heard>({
    source: () => ({
      subject: `${this.id()} ${this.chosen().days}`,
      answer: this.answers.hasValue() ? (this.answers.value() ?? null) : null,
    }),
    computation: ({ subject, answer }, before) => {
      if (answer) return { subject, history: answer, at: Date.now() };
      return before?.value.subject === subject ? before.value : { subject, history: null, at: 0 };
    },
  });

  /** The range that is looked at. */
  readonly range = this.chosen.asReadonly();

  /** What to show. What was told stays when it cannot be told anew. */
  readonly view = computed<HistoryView>(() => {
    const { history, at } = this.heard();
    const error = this.answers.error();
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
      const timer = setTimeout(() => this.reload(), WRITTEN_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
    effect((onCleanup) => {
      if (!this.clock.visible()) return;
      const timer = setInterval(() => this.reload(), MOVES_EVERY);
      onCleanup(() => clearInterval(timer));
    });
  }

  /** Looks at a pit. @param status of its stream: what changes it, changes the history. */
  show(id: number, status: StreamStatus): void {
    this.pit.set({ id, status });
  }

  /** Looks further back, or less far. */
  choose(range: HistoryRange): void {
    this.chosen.set(range);
  }

  /** Asks at once. */
  reload(): void {
    this.until.set({ at: Date.now() });
  }
}
