import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Diagnosis, PlayerFindings } from '@ppf/contracts';
import { DiagnosisApi } from '../../../api/diagnosis-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';

/** Runs one troubleshooting of a pit at a time, and holds its result. */
@Injectable()
export class TroubleshootingRun {
  private readonly api = inject(DiagnosisApi);
  private current: AbortController | null = null;

  readonly running = signal(false);
  /** The result; null while there is none. */
  readonly found = signal<Diagnosis | null>(null);
  /** Why there is no result; null: there is one, or it runs. */
  readonly failure = signal<string | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Starts troubleshooting and stops a running one. @param findings Of the player; null: there is no player. */
  async start(pitId: number, findings: PlayerFindings | null): Promise<void> {
    this.stop();
    const current = new AbortController();
    this.current = current;
    this.found.set(null);
    this.failure.set(null);
    this.running.set(true);
    try {
      // Without the findings only the last step is unknown.
      if (findings) await this.api.reportFindings(pitId, findings).catch(() => undefined);
      const found = current.signal.aborted ? null : await this.api.diagnose(pitId, current.signal);
      if (this.current === current) this.found.set(found);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (this.current === current) this.failure.set(actionProblemText(problem));
    } finally {
      if (this.current === current) this.running.set(false);
    }
  }

  /** Stops a running one. */
  stop(): void {
    this.current?.abort();
    this.current = null;
    this.running.set(false);
  }
}
