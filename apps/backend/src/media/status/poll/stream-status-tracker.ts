import { type PitStream } from '@ppf/contracts';
import { type PathItem } from '@ppf/mediamtx';
import { isDeepStrictEqual } from 'node:util';
import { type StreamStatusStore } from '../../../media-servers';
import { type PeriodLog } from '../../history/period-log';
import { periodStateOf } from '../../history/stream-period';
import { type DesiredStream } from '../../paths/desired/desired-streams';
import { advanceSteadyStream } from '../state/steady-stream';
import { attributeToServer, type Disturbance, startGracePeriod } from '../state/stream-cause';
import {
  continueStreamState,
  hasSameResponse,
  nextStreamState,
  type StreamState,
  toStreamResponse,
  unreachableStreamState,
} from '../state/stream-state';

/** A stream between two polls. */
interface TrackedStream {
  state: StreamState;
  /** Response that its state was mapped to last. */
  response: PitStream;
}

/** Tracks the status of the streams of one media server from the first poll to the last. */
export class StreamStatusTracker {
  private readonly streams = new Map<string, TrackedStream>();
  /** Whether this poll ended all periods of the history, so that each stream begins a new one. */
  private isHistoryClosed = false;

  constructor(
    private readonly store: StreamStatusStore,
    private readonly log: PeriodLog,
    private readonly onEnd: () => void,
  ) {}

  /** The media server responded. Call `observe` for each of its streams next. */
  beginPoll(now: number, disturbance: Disturbance = 'none'): void {
    this.isHistoryClosed = this.log.beginPoll(now);
    if (disturbance === 'none') return;
    for (const stream of this.streams.values())
      stream.state = startGracePeriod(stream.state, disturbance, now);
  }

  /**
   * Updates one stream if it is live as in the previous poll, and nothing has to be reported or recorded.
   * @returns false for any other stream: call `observe`.
   */
  observeSteady(path: string, item: PathItem, now: number): boolean {
    const stream = this.streams.get(path);
    return (
      stream !== undefined &&
      !this.isHistoryClosed &&
      this.store.of(path) === stream.response &&
      advanceSteadyStream(stream.state, item, now)
    );
  }

  /** Updates one stream. @param item Undefined when the media server does not list the path. */
  observe(path: string, desired: DesiredStream, item: PathItem | undefined, now: number): void {
    const before = this.streams.get(path)?.state;
    const next = nextStreamState(before, desired, item, now);
    this.update(path, before ? next : continueStreamState(next, this.store.of(path)));
    const state = periodStateOf(next.status, desired);
    this.log.record(path, state, state === 'stalled' || state === 'offline' ? next.cause : null);
  }

  /** One poll failed. The last status stays; a missing picture is attributed to the media server. */
  pollFailed(): void {
    for (const [path, { state }] of this.streams) this.update(path, attributeToServer(state));
  }

  /** Polls have failed for a long time. The status of every stream becomes unknown, in the history too. */
  unreachable(now: number): void {
    for (const [path, { state }] of this.streams) {
      this.log.record(path, 'unknown', 'media-server');
      if (state.status !== 'unknown') this.update(path, unreachableStreamState(state, now));
    }
    this.log.beginPoll(now);
  }

  /**
   * Drops the streams that are no longer desired here, and removes their status. The status of a stream that moved to
   * another media server stays: the poller of that media server updates it.
   */
  retain(isDesired: (path: string) => boolean, hasMoved: (path: string) => boolean): void {
    for (const path of this.streams.keys()) {
      const moved = hasMoved(path);
      if (!moved && isDesired(path)) continue;
      this.streams.delete(path);
      this.log.record(path, null);
      if (!moved) this.store.remove(path);
    }
  }

  /** Ends the tracking. The last status stays in the store until another poller updates it. */
  end(): void {
    this.streams.clear();
    this.onEnd();
  }

  private update(path: string, state: StreamState): void {
    const tracked = this.streams.get(path);
    const stored = this.store.of(path);
    // Nothing to map: another backend did not report meanwhile, and the values are those of the last response.
    if (tracked && hasSameResponse(tracked.state, state) && tracked.response === stored) {
      tracked.state = state;
      return;
    }
    const stream = toStreamResponse(state);
    // The first status is always reported, so that the other backends receive the stream from this one from now on.
    const isReported = !tracked || !isDeepStrictEqual(stream, stored);
    const response = isReported ? stream : stored;
    if (tracked) Object.assign(tracked, { state, response });
    else this.streams.set(path, { state, response });
    if (isReported) this.store.report(path, stream);
  }
}
