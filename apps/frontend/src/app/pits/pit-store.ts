import { computed, inject, Injectable, signal } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import { PitsApi } from '../api/pits-api';
import type { ProblemError } from '../api/problem-error';
import { PitStreamUpdates } from '../live';
import { pollResource } from './polled';

/** The state of a page that shows one pit. */
export type PitView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | { readonly kind: 'pit'; readonly pit: Pit };

/** One pit and the status of its stream. */
@Injectable()
export class PitStore {
  private readonly api = inject(PitsApi);
  private readonly live = inject(PitStreamUpdates);
  private readonly id = signal<number | undefined>(undefined);
  private readonly validId = computed(() => {
    const id = this.id();
    return id !== undefined && Number.isInteger(id) && id > 0 ? id : undefined;
  });
  private readonly resource = pollResource(this.api.one(this.validId), this.validId);

  /** What to show. A deleted pit is not found, even when an earlier response is still held. */
  readonly view = computed<PitView>(() => {
    const problem = this.resource.problem();
    if (problem?.code === 'pit-not-found' || this.isInvalidId()) return { kind: 'not-found' };
    const pit = this.resource.value();
    const at = this.resource.receivedAt();
    if (pit) return { kind: 'pit', pit: { ...pit, stream: this.live.newest(pit, at) } };
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** For how long updates have been missing, in milliseconds; null while they arrive. */
  readonly staleFor = this.resource.staleFor;

  private isInvalidId(): boolean {
    return this.id() !== undefined && this.validId() === undefined;
  }

  /** Selects the pit. An invalid id is a pit that is not found. */
  show(id: number): void {
    this.id.set(id);
  }

  /** Requests the pit immediately. */
  reload(): void {
    this.resource.reload();
  }
}
