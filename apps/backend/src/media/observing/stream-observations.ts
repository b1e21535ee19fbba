import { Injectable } from '@nestjs/common';
import { StreamStatusStore } from '../../pits';
import { RowFaults } from '../../platform/observability/row-faults';
import { KeepHistory } from '../history/keep-history';
import { StreamObservation } from './stream-observation';

/** Where observers tell what they see: to the board at once, to the history in the background. */
@Injectable()
export class StreamObservations {
  constructor(
    private readonly board: StreamStatusStore,
    private readonly history: KeepHistory,
    readonly faults: RowFaults,
  ) {}

  /** Somebody begins to look at a media server. */
  begin(): StreamObservation {
    const log = this.history.begin();
    return new StreamObservation(this.board, log, () => this.history.end(log));
  }
}
