import { type PathItem } from '@ppf/mediamtx';
import { isDeepStrictEqual } from 'node:util';
import { type StreamStatusStore } from '../../pits';
import { type DesiredStream } from '../paths/desired-streams';
import { type PeriodLog } from '../history/period-log';
import { periodStateOf } from '../history/stream-period';
import {
  continuedStreamState,
  nextStreamState,
  type PitStreamState,
  shown,
  unansweredStreamState,
} from './pit-stream-state';
import { blameServer, type Disturbance, excuse } from './stream-blame';

/** What one observer sees of its streams, from when it begins to look until it ends. */
export class StreamObservation {
  private readonly states = new Map<string, PitStreamState>();

  constructor(
    private readonly board: StreamStatusStore,
    private readonly log: PeriodLog,
    private readonly ended: () => void,
  ) {}

  /** The media server answered; what it says of each stream follows. */
  heard(now: number, disturbance: Disturbance = 'none'): void {
    this.log.heard(now);
    if (disturbance === 'none') return;
    for (const [path, state] of this.states) this.states.set(path, excuse(state, disturbance, now));
  }

  /** What it says of one. @param item Undefined when it does not list the path. */
  saw(path: string, desired: DesiredStream, item: PathItem | undefined, now: number): void {
    const before = this.states.get(path);
    const next = nextStreamState(before, desired, item, now);
    this.show(path, before ? next : continuedStreamState(next, this.board.of(path)));
    const state = periodStateOf(next.status, desired);
    this.log.saw(path, state, state === 'stalled' || state === 'offline' ? next.cause : null);
  }

  /** It did not answer now. What it said before is still told, with who is at fault if the picture is gone. */
  unanswered(): void {
    for (const [path, state] of this.states) this.show(path, blameServer(state));
  }

  /** It has not answered for long: nothing is known any more, and that is what is written down. */
  unheard(now: number): void {
    for (const [path, state] of this.states) {
      this.log.saw(path, 'unknown', 'media-server');
      if (state.status !== 'unknown') this.show(path, unansweredStreamState(state, now));
    }
    this.log.heard(now);
  }

  /**
   * Of the streams that it no longer sees, forgets those that are no more. A path that another media server carries now
   * is told of by whoever observes that one.
   */
  keep(isSeen: (path: string) => boolean, isElsewhere: (path: string) => boolean): void {
    for (const path of this.states.keys()) {
      const elsewhere = isElsewhere(path);
      if (!elsewhere && isSeen(path)) continue;
      this.states.delete(path);
      this.log.saw(path, null);
      if (!elsewhere) this.board.remove(path);
    }
  }

  /** It looks no more. What the board knows stays until another one tells it. */
  end(): void {
    this.states.clear();
    this.ended();
  }

  private show(path: string, state: PitStreamState): void {
    const isFirst = !this.states.has(path);
    this.states.set(path, state);
    const stream = shown(state);
    // The first one is told in any case: it says who tells from now on.
    if (isFirst || !isDeepStrictEqual(stream, this.board.of(path))) this.board.report(path, stream);
  }
}
