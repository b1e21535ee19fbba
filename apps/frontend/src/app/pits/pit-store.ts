import { computed, inject, Injectable, signal } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import { PitsApi } from '../api/pits-api';
import type { ProblemError } from '../api/problem-error';
import { PitStreamUpdates } from '../live';
import { polled } from './polled';

/** What the page of one pit shows. */
export type PitView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | { readonly kind: 'pit'; readonly pit: Pit };

/** One pit and what is known of its stream. */
@Injectable()
export class PitStore {
  private readonly api = inject(PitsApi);
  private readonly live = inject(PitStreamUpdates);
  private readonly id = signal<number | undefined>(undefined);
  private readonly askable = computed(() => {
    const id = this.id();
    return id !== undefined && Number.isInteger(id) && id > 0 ? id : undefined;
  });
  private readonly answers = polled(this.api.one(this.askable), this.askable);

  /** What to show. A pit that is gone is gone, even if it was there a moment ago. */
  readonly view = computed<PitView>(() => {
    const problem = this.answers.problem();
    if (problem?.code === 'pit-not-found' || this.isNoId()) return { kind: 'not-found' };
    const pit = this.answers.value();
    const at = this.answers.answeredAt();
    if (pit) return { kind: 'pit', pit: { ...pit, stream: this.live.newest(pit, at) } };
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** For how long updates have been missing, in milliseconds; null while they come. */
  readonly staleFor = this.answers.staleFor;

  private isNoId(): boolean {
    return this.id() !== undefined && this.askable() === undefined;
  }

  /** Looks at a pit; what is no id is a pit that is not found. */
  show(id: number): void {
    this.id.set(id);
  }

  /** Asks at once. */
  reload(): void {
    this.answers.reload();
  }
}
