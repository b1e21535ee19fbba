import { computed, DestroyRef, effect, inject, Injectable, signal } from '@angular/core';
import type { Pit, PitStream } from '@ppf/contracts';
import { LiveConnection } from './live-connection';
import type { LiveEvent } from './live-event';

/** What is live in the pits that this person may see, as the server tells it. */
@Injectable({ providedIn: 'root' })
export class LivePits {
  private readonly connection = inject(LiveConnection);
  private readonly streams = new Map<number, PitStream>();
  private readonly version = signal(0);
  private readonly toldAll = signal(false);
  private readonly changed = signal(0);

  /** Whether every change is told now; else ask. */
  readonly isLive = computed(() => this.connection.isOpen() && this.toldAll());

  /** Whether the connection was given up because nothing came. */
  readonly isSilent = this.connection.isSilent;

  /** When the server was last heard, in milliseconds since 1970; 0 for never. */
  readonly heardAt = this.connection.heardAt;

  /** Counts up when a pit was made, changed or removed, or may have been: ask for the pits again. */
  readonly changes = this.changed.asReadonly();

  constructor() {
    const heard = this.connection.events.subscribe((event) => this.take(event));
    inject(DestroyRef).onDestroy(() => heard.unsubscribe());
    effect(() => {
      this.connection.person();
      this.streams.clear();
      this.toldAll.set(false);
    });
  }

  /** Wants to be told for as long as whoever asks is there. */
  watch(whoAsks: DestroyRef): void {
    whoAsks.onDestroy(this.connection.use());
  }

  /** The newest that is known of a pit's stream: what was told, unless the answer that `pit` is of came after that. */
  newest(pit: Pit, answeredAt: number): PitStream {
    this.version();
    const told = this.isLive() || this.heardAt() > answeredAt;
    return (told ? this.streams.get(pit.id) : undefined) ?? pit.stream;
  }

  private take(event: LiveEvent): void {
    switch (event.name) {
      case 'snapshot':
        this.streams.clear();
        for (const { pit_id, stream } of event.data.pits) this.streams.set(pit_id, stream);
        this.toldAll.set(true);
        this.changed.update((count) => count + 1);
        break;
      case 'pit-stream':
        this.streams.set(event.data.pit_id, event.data.stream);
        break;
      case 'pit-removed':
        this.streams.delete(event.data.pit_id);
        this.changed.update((count) => count + 1);
        break;
      case 'pit':
        this.changed.update((count) => count + 1);
        break;
      case 'ended':
        break;
    }
    this.version.update((count) => count + 1);
  }
}
