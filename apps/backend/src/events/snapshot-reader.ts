import { Injectable } from '@nestjs/common';
import type { PitStreamEvent, SnapshotEvent } from '@ppf/contracts';
import { StreamStatusStore } from '../media-servers';
import { AccessIndex, type PitAccess } from '../streams';

/** Reads the current state of pits from memory. */
@Injectable()
export class SnapshotReader {
  constructor(
    private readonly index: AccessIndex,
    private readonly board: StreamStatusStore,
  ) {}

  /** The pits of a workshop, or of all workshops (null), by id. */
  of(workshopId: number | null): SnapshotEvent {
    return { pits: this.index.pitsOf(workshopId).map((pit) => this.toEvent(pit)) };
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
