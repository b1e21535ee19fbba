import { computed, effect, inject, Injectable } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import { PitsApi } from '../../api/pits-api';
import type { ProblemError } from '../../api/problem-error';
import { PitStreamUpdates } from '../../live';
import { WorkshopStore } from '../../session/workshop-store';
import { PitIds } from '../../pits/pit-address';
import { polled } from '../../pits/polled';

/** What the page of a workshop's pits shows. */
export type PitsView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'no-workshop' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | { readonly kind: 'empty' }
  | { readonly kind: 'pits'; readonly pits: readonly Pit[] };

/** The pits of the workshop that is looked at, and what is known of their streams. */
@Injectable()
export class PitsStore {
  private readonly workshops = inject(WorkshopStore);
  private readonly api = inject(PitsApi);
  private readonly live = inject(PitStreamUpdates);
  private readonly answers = polled(
    this.api.ofWorkshop(() => this.workshops.currentId()),
    () => this.workshops.currentId(),
  );

  private readonly pits = computed(() => {
    const at = this.answers.answeredAt();
    return this.answers.value()?.items.map((pit) => ({ ...pit, stream: this.live.newest(pit, at) }));
  });

  constructor() {
    const ids = inject(PitIds);
    effect(() => ids.note(this.answers.value()?.items ?? []));
  }

  /** What to show. */
  readonly view = computed<PitsView>(() => {
    if (this.workshops.isEmpty()) return { kind: 'no-workshop' };
    const pits = this.pits();
    if (pits) return pits.length > 0 ? { kind: 'pits', pits } : { kind: 'empty' };
    const problem = this.answers.problem();
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** For how long updates have been missing, in milliseconds; null while they come. */
  readonly staleFor = this.answers.staleFor;

  /** The lowest number that no pit of the workshop has. */
  readonly nextNumber = computed(() => {
    const taken = new Set(this.answers.value()?.items.map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    return number;
  });

  /** Asks at once. */
  reload(): void {
    this.answers.reload();
  }
}
