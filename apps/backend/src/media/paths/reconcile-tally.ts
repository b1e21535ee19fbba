import { CAMERA_NOT_APPLIED_CODES, type CameraNotAppliedCode } from '@ppf/contracts';
import { type NotApplied } from './not-applied-cameras';

/** What a run did not bring about. */
export interface Unfinished {
  /** Paths that the media server did not take. */
  readonly refused: number;
  readonly notApplied: NotApplied;
}

/** What is told of how the paths of a media server are kept. */
export interface ReconcileFigures {
  readonly succeeded: number;
  readonly failed: number;
  /** Seconds that the oldest change has waited that no run has brought over yet; 0: none waits. */
  readonly lagSeconds: number;
  /** Seconds that the last run took that succeeded; null: there was none. */
  readonly lastSeconds: number | null;
  /** When it ended, seconds since 1970; null: there was none. */
  readonly lastSuccessAt: number | null;
  /** Paths that the media server did not take in it. */
  readonly refused: number;
  /** Paths that are not as their cameras are set up, by reason. */
  readonly notApplied: ReadonlyMap<CameraNotAppliedCode, number>;
}

/** Counts the runs that keep the paths of one media server. Instants by the monotonic clock, milliseconds. */
export class ReconcileTally {
  private succeeded = 0;
  private failed = 0;
  private refused = 0;
  private notApplied = countByReason(new Map());
  private lastSeconds: number | null = null;
  private lastSuccessAt: number | null = null;
  /** Since when a change waits for the next run, and for the one that is under way. */
  private waiting: number | null = null;
  private underWay: number | null = null;
  private begunAt = 0;

  /** Something may have changed. */
  wanted(now: number): void {
    this.waiting ??= now;
  }

  /** A run begins; what is wanted from now on is for the next. */
  begins(now: number): void {
    this.begunAt = now;
    this.underWay = this.waiting;
    this.waiting = null;
  }

  /** It did its work. @param time Seconds since 1970. */
  succeeds(now: number, time: number, { refused, notApplied }: Unfinished): void {
    this.succeeded += 1;
    this.refused = refused;
    this.notApplied = countByReason(notApplied);
    this.lastSeconds = (now - this.begunAt) / 1000;
    this.lastSuccessAt = time;
    this.underWay = null;
  }

  /** It did not; what it was for waits on. */
  fails(): void {
    this.failed += 1;
    this.waiting = this.underWay ?? this.waiting;
    this.underWay = null;
  }

  /** Another backend keeps them now. */
  letGo(): void {
    this.waiting = this.underWay = null;
  }

  /** What there is to tell. */
  figures(now: number): ReconcileFigures {
    const { succeeded, failed, refused, notApplied, lastSeconds, lastSuccessAt } = this;
    const since = this.underWay ?? this.waiting ?? now;
    return {
      succeeded,
      failed,
      refused,
      notApplied,
      lastSeconds,
      lastSuccessAt,
      lagSeconds: (now - since) / 1000,
    };
  }
}

function countByReason(notApplied: NotApplied): ReadonlyMap<CameraNotAppliedCode, number> {
  const counts = new Map(CAMERA_NOT_APPLIED_CODES.map((code) => [code, 0]));
  for (const code of notApplied.values()) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
