import { computed, DestroyRef, effect, inject, Injectable } from '@angular/core';
import type { Pit } from '@ppf/contracts';
import { PitsApi } from '../../api/pits-api';
import type { ProblemError } from '../../api/problem-error';
import { PitStreamUpdates } from '../../live';
import { closeEarlyWall } from '../../player';
import { WorkshopStore } from '../../session/workshop-store';
import { PitIds } from '../../pits/pit-address';
import { pollResource } from '../../pits/polled';
import { storeWall } from './stored-wall';

/** The state of the page with all pits of a workshop. */
export type WallView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'no-workshop' }
  | { readonly kind: 'failed'; readonly problem: ProblemError }
  | { readonly kind: 'empty' }
  | { readonly kind: 'pits'; readonly pits: readonly Pit[] };

/** The pits of the selected workshop and the status of their streams. */
@Injectable()
export class WallStore {
  private readonly workshops = inject(WorkshopStore);
  private readonly api = inject(PitsApi);
  private readonly live = inject(PitStreamUpdates);
  private readonly resource = pollResource(
    this.api.ofWorkshop(() => this.workshops.currentId()),
    () => this.workshops.currentId(),
  );

  private readonly pits = computed(() => {
    const at = this.resource.receivedAt();
    return this.resource.value()?.items.map((pit) => ({ ...pit, stream: this.live.newest(pit, at) }));
  });

  constructor() {
    const ids = inject(PitIds);
    effect(() => ids.remember(this.resource.value()?.items ?? []));
    effect(() => {
      const [pits, workshop] = [this.pits(), this.workshops.currentId()];
      if (pits && workshop !== undefined) storeWall(workshop, pits);
    });
    // After a sign-out too: it leaves the page.
    inject(DestroyRef).onDestroy(closeEarlyWall);
  }

  /** What to show. */
  readonly view = computed<WallView>(() => {
    if (this.workshops.isEmpty()) return { kind: 'no-workshop' };
    const pits = this.pits();
    if (pits) return pits.length > 0 ? { kind: 'pits', pits } : { kind: 'empty' };
    const problem = this.resource.problem();
    return problem ? { kind: 'failed', problem } : { kind: 'loading' };
  });

  /** For how long updates have been missing, in milliseconds; null while they arrive. */
  readonly staleFor = this.resource.staleFor;

  /** The lowest number that is not used by a pit of the workshop. */
  readonly nextNumber = computed(() => {
    const taken = new Set(this.resource.value()?.items.map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    return number;
  });

  /** Requests the pits immediately. */
  reload(): void {
    this.resource.reload();
  }
}
