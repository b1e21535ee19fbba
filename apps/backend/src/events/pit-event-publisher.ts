import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subscription } from 'rxjs';
import { StreamStatusStore } from '../media-servers';
import { type AccessChange, AccessIndex } from '../streams';
import { EventFeed } from './event-feed';
import { SnapshotReader } from './snapshot-reader';

/**
 * Publishes changes of pits: their streams from the board, the pits themselves from the access index, which follows
 * PostgreSQL's `pits_changed`. Following the index instead of PostgreSQL means that a pit is in the index before its first
 * event.
 */
@Injectable()
export class PitEventPublisher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly subscription = new Subscription();

  constructor(
    private readonly board: StreamStatusStore,
    private readonly index: AccessIndex,
    private readonly snapshot: SnapshotReader,
    private readonly feed: EventFeed,
  ) {}

  /** Nest lifecycle hook: starts this component. */
  onApplicationBootstrap(): void {
    this.subscription.add(this.board.changes.subscribe((path) => this.publishStream(path)));
    this.subscription.add(this.index.changes.subscribe((change) => this.publishPit(change)));
  }

  /** Nest lifecycle hook: stops this component. */
  onModuleDestroy(): void {
    this.subscription.unsubscribe();
  }

  private publishStream(path: string): void {
    const event = this.snapshot.at(path);
    if (event) this.feed.publish('pit-stream', event);
  }

  private publishPit(change: AccessChange): void {
    if (change.kind === 'all') return this.feed.restart();
    const { before, after } = change;
    if (before && before.workshopId !== after?.workshopId)
      this.feed.publish('pit-removed', { pit_id: before.pitId, workshop_id: before.workshopId });
    if (!after) return;
    this.feed.publish('pit', { pit_id: after.pitId, workshop_id: after.workshopId });
    // The stream may have been reported before the pit was in the index.
    if (before?.path !== after.path) this.publishStream(after.path);
  }
}
