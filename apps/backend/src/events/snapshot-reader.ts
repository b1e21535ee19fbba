import { Injectable } from '@nestjs/common';
import type { PitStreamEvent, SnapshotEvent } from '@ppf/contracts';
import { StreamStatusStore } from '../media-servers';
import { AccessIndex, type PitAccess } from '../streams';
import type { FeedAudience } from './event-feed';

/** Reads the current state of pits from memory. */
@Injectable()
export class SnapshotReader {
  constructor(
    private readonly index: AccessIndex,
    private readonly board: StreamStatusStore,
  ) {}

  /** The pits that an audience sees, by id. */
  of({ workshopId, pitIds }: FeedAudience): SnapshotEvent {
    const pits = this.index.pitsOf(workshopId).filter(({ pitId }) => pitIds === null || pitIds.has(pitId));
    return { pits: pits.map((pit) => this.toEvent(pit)) };
  }

  /** The status of the stream on a path; undefined when the path does not belong to a pit. */
  at(path: string): PitStreamEvent | undefined {
    const pit = this.index.pitAt(path);
    return pit && this.toEvent(pit);
  }

  private toEvent({ pitId, workshopId, path }: PitAccess): PitStreamEvent {
    return { pit_id: pitId, workshop_id: workshopId, path, stream: this.board.of(path) };
  }
}
