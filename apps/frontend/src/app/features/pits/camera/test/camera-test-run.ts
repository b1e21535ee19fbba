import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { CameraTest, TestCameraRequest } from '@ppf/contracts';
import { CamerasApi } from '../../../../api/cameras-api';
import { ProblemError } from '../../../../api/problem-error';
import { actionProblemText } from '../../../../api/problem-text';

/** One camera's test: begun, watched, ended early, and what it found. */
@Injectable()
export class CameraTestRun {
  private readonly api = inject(CamerasApi);
  private asking: AbortController | null = null;

  /** What is tested now, or was; null before the first test. */
  readonly request = signal<TestCameraRequest | null>(null);
  readonly running = signal(false);
  /** What was found; null while it is not known. */
  readonly found = signal<CameraTest | null>(null);
  /** Why nothing was found; null when something was. */
  readonly failure = signal<string | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Tests a camera; `{}` is the one that the pit has. A test that is running ends. */
  async begin(pitId: number, request: TestCameraRequest): Promise<void> {
    this.stop();
    const asking = new AbortController();
    this.asking = asking;
    this.request.set(request);
    this.found.set(null);
    this.failure.set(null);
    this.running.set(true);
    try {
      const found = await this.api.test(pitId, request, asking.signal);
      if (this.asking === asking) this.found.set(found);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (this.asking === asking) this.failure.set(actionProblemText(problem));
    } finally {
      if (this.asking === asking) this.running.set(false);
    }
  }

  /** Ends a running test. */
  stop(): void {
    this.asking?.abort();
    this.asking = null;
    this.running.set(false);
  }
}
