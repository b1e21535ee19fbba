import { computed, DestroyRef, effect, inject, Injectable, signal } from '@angular/core';
import type { Pit, PitStream } from '@ppf/contracts';
import { LiveConnection } from './live-connection';
import type { LiveEvent } from './parse-live-event';

/**
 * Delay of the reload after the first snapshot, ms. The pits were requested at about the same time as the events; a
 * change between both is rare, and the first pictures need the connection and the main thread more.
 */
export const FIRST_RELOAD_DELAY_MS = 5_000;

/** Stream statuses of the pits that the user can see, updated by live events. */
@Injectable({ providedIn: 'root' })
export class PitStreamUpdates {
  private readonly connection = inject(LiveConnection);
  private readonly streams = new Map<number, PitStream>();
  private readonly version = signal(0);
  private readonly hasSnapshot = signal(false);
  private readonly changeCount = signal(0);
  private firstReload: ReturnType<typeof setTimeout> | undefined;
  private hadSnapshot = false;

  /** Whether every change arrives as an event. Otherwise the pits have to be polled. */
  readonly isLive = computed(() => this.connection.isOpen() && this.hasSnapshot());

  /** Whether the last connection was closed because it delivered no data. */
  readonly hasTimedOut = this.connection.hasTimedOut;

  /** Time of the newest data, ms since 1970; 0 before any. */
  readonly lastReceivedAt = this.connection.lastReceivedAt;

  /** Increases when a pit was, or may have been, created, changed or removed, so that the pits have to be reloaded. */
  readonly changes = this.changeCount.asReadonly();

  constructor() {
    const subscription = this.connection.events.subscribe((event) => this.apply(event));
    inject(DestroyRef).onDestroy(() => {
      subscription.unsubscribe();
      clearTimeout(this.firstReload);
    });
    effect(() => {
      this.connection.identity();
      this.streams.clear();
      this.hasSnapshot.set(false);
      this.hadSnapshot = false;
    });
  }

  /** Keeps the connection open until `user` is destroyed. */
  watch(user: DestroyRef): void {
    user.onDestroy(this.connection.use());
  }

  /** The newest status of a pit's stream: from an event, unless the response with `pit` is newer. */
  newest(pit: Pit, respondedAt: number): PitStream {
    this.version();
    const isNewer = this.isLive() || this.lastReceivedAt() > respondedAt;
    return (isNewer ? this.streams.get(pit.id) : undefined) ?? pit.stream;
  }

  private apply(event: LiveEvent): void {
    switch (event.name) {
      case 'snapshot':
        this.streams.clear();
        for (const { pit_id, stream } of event.data.pits) this.streams.set(pit_id, stream);
        this.hasSnapshot.set(true);
        this.reloadAfterSnapshot();
        break;
      case 'pit-stream':
        this.streams.set(event.data.pit_id, event.data.stream);
        break;
      case 'pit-removed':
        this.streams.delete(event.data.pit_id);
        this.changeCount.update((count) => count + 1);
        break;
      case 'pit':
        this.changeCount.update((count) => count + 1);
        break;
      case 'ended':
        break;
    }
    this.version.update((count) => count + 1);
  }

  /** Changes before the snapshot were not events. After a lost connection there can be many of them. */
  private reloadAfterSnapshot(): void {
    clearTimeout(this.firstReload);
    const reload = () => this.changeCount.update((count) => count + 1);
    if (this.hadSnapshot) reload();
    else this.firstReload = setTimeout(reload, FIRST_RELOAD_DELAY_MS);
    this.hadSnapshot = true;
  }
}
