import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Diagnosis, PlayerFindings } from '@ppf/contracts';
import { DiagnosisApi } from '../../../api/diagnosis-api';
import { ProblemError } from '../../../api/problem-error';
import { actionProblemText } from '../../../api/problem-text';

/** One diagnosis of a pit: begun, watched, ended early, and what it found. */
@Injectable()
export class DiagnosisRun {
  private readonly api = inject(DiagnosisApi);
  private asking: AbortController | null = null;

  readonly running = signal(false);
  /** What was found; null while it is not known. */
  readonly found = signal<Diagnosis | null>(null);
  /** Why nothing was found; null when something was. */
  readonly failure = signal<string | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Begins anew. @param findings What the player sees; null: there is none on the page. */
  async begin(pitId: number, findings: PlayerFindings | null): Promise<void> {
    this.stop();
    const asking = new AbortController();
    this.asking = asking;
    this.found.set(null);
    this.failure.set(null);
    this.running.set(true);
    try {
      // Without them it is only less: the rest of the chain is worth telling.
      if (findings) await this.api.reportFindings(pitId, findings).catch(() => undefined);
      const found = asking.signal.aborted ? null : await this.api.diagnose(pitId, asking.signal);
      if (this.asking === asking) this.found.set(found);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (this.asking === asking) this.failure.set(actionProblemText(problem));
    } finally {
      if (this.asking === asking) this.running.set(false);
    }
  }

  /** Ends one that is running. */
  stop(): void {
    this.asking?.abort();
    this.asking = null;
    this.running.set(false);
  }
}
