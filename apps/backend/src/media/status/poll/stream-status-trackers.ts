import { Injectable } from '@nestjs/common';
import { StreamStatusStore } from '../../../media-servers';
import { RowFaults } from '../../../platform/observability/row-faults';
import { HistoryWriter } from '../../history/history-writer';
import { StreamStatusTracker } from './stream-status-tracker';

/** Creates the status trackers. Each one writes to the stream status immediately and to the history in the background. */
@Injectable()
export class StreamStatusTrackers {
  constructor(
    readonly store: StreamStatusStore,
    private readonly history: HistoryWriter,
    readonly faults: RowFaults,
  ) {}

  /** Starts a tracker for one media server. */
  begin(): StreamStatusTracker {
    const log = this.history.begin();
    return new StreamStatusTracker(this.store, log, () => this.history.end(log));
  }
}
