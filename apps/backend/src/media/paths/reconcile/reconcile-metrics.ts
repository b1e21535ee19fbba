import { CAMERA_NOT_APPLIED_CODES, type CameraNotAppliedCode } from '@ppf/contracts';
import { type NotApplied } from '../plan/not-applied-cameras';

/** What a run could not apply. */
export interface UnappliedPaths {
  /** Paths that the media server refused. */
  readonly refused: number;
  readonly notApplied: NotApplied;
}

/** Figures of the reconcile runs of one media server. */
export interface ReconcileFigures {
  readonly succeeded: number;
  readonly failed: number;
  /** Age of the oldest change that no run has applied yet, in seconds; 0: none is pending. */
  readonly lagSeconds: number;
  /** Duration of the last successful run, in seconds; null: there was none. */
  readonly lastSeconds: number | null;
  /** When it ended, in seconds since 1970; null: there was none. */
  readonly lastSuccessAt: number | null;
  /** Paths that the media server refused in it. */
  readonly refused: number;
  /** Paths that differ from the settings of their cameras, by reason. */
  readonly notApplied: ReadonlyMap<CameraNotAppliedCode, number>;
}

/** Measures the reconcile runs of one media server. Instants are milliseconds of the monotonic clock. */
export class ReconcileMetrics {
  private successes = 0;
  private failures = 0;
  private refused = 0;
  private notApplied = countByReason(new Map());
  private lastSeconds: number | null = null;
  private lastSuccessAt: number | null = null;
  /** Since when a change waits for the next run. */
  private pendingSince: number | null = null;
  /** Since when a change has waited that the current run applies. */
  private runningSince: number | null = null;
  private beganAt = 0;

  /** A run was requested. */
  requested(now: number): void {
    this.pendingSince ??= now;
  }

  /** A run begins. Later requests count for the next run. */
  began(now: number): void {
    this.beganAt = now;
    this.runningSince = this.pendingSince;
    this.pendingSince = null;
  }

  /** The run succeeded. @param time Seconds since 1970. */
  succeeded(now: number, time: number, { refused, notApplied }: UnappliedPaths): void {
    this.successes += 1;
    this.refused = refused;
    this.notApplied = countByReason(notApplied);
    this.lastSeconds = (now - this.beganAt) / 1000;
    this.lastSuccessAt = time;
    this.runningSince = null;
  }

  /** The run failed. Its changes stay pending. */
  failed(): void {
    this.failures += 1;
    this.pendingSince = this.runningSince ?? this.pendingSince;
    this.runningSince = null;
  }

  /** Discards pending changes, because another backend reconciles now. */
  discardPending(): void {
    this.pendingSince = this.runningSince = null;
  }

  /** Figures as of now. */
  figures(now: number): ReconcileFigures {
    const { successes, failures, refused, notApplied, lastSeconds, lastSuccessAt } = this;
    const since = this.runningSince ?? this.pendingSince ?? now;
    return {
      succeeded: successes,
      failed: failures,
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
