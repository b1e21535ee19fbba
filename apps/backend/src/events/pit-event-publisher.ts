import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Subscription } from 'rxjs';
import { StreamStatusStore } from '../media-servers';
import { type AccessChange, AccessIndex } from '../streams';
import { EventFeed } from './event-feed';
import { SnapshotReader } from './snapshot-reader';

/**
 * Tells the feed what happens to pits: their streams from the board, the pits themselves from the access index, which
 * hears `pits_changed` from PostgreSQL. Following the index instead of listening once more means that a pit is known
 * to everybody before its first event.
 */
@Injectable()
export class PitEventPublisher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly following = new Subscription();

  constructor(
    private readonly board: StreamStatusStore,
    private readonly index: AccessIndex,
    private readonly snapshot: SnapshotReader,
    private readonly feed: EventFeed,
  ) {}

  /** Nest's start. */
  onApplicationBootstrap(): void {
    this.following.add(this.board.changes.subscribe((path) => this.tellStream(path)));
    this.following.add(this.index.changes.subscribe((change) => this.tellPit(change)));
  }

  /** Nest's shutdown. */
  onModuleDestroy(): void {
    this.following.unsubscribe();
  }

  private tellStream(path: string): void {
    const event = this.snapshot.at(path);
    if (event) this.feed.publish('pit-stream', event);
  }

  private tellPit(change: AccessChange): void {
    if (change.kind === 'all') return this.feed.restart();
    const { before, after } = change;
    if (before && before.workshopId !== after?.workshopId)
      this.feed.publish('pit-removed', { pit_id: before.pitId, workshop_id: before.workshopId });
    if (!after) return;
    this.feed.publish('pit', { pit_id: after.pitId, workshop_id: after.workshopId });
    // What was reported before the pit was known is told now.
    if (before?.path !== after.path) this.tellStream(after.path);
  }
}
