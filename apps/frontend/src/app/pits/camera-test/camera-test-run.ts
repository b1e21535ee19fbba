import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { CameraTest, TestCameraRequest } from '@ppf/contracts';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';

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

  /**
   * Tests a camera; `{}` is the one that the pit has. A test that is running ends.
   * @param others what to test instead, one after the other, once that failed
   * @returns the one of `others` that works; null: none was needed, or none does
   */
  async begin<T extends TestCameraRequest>(
    pitId: number,
    request: TestCameraRequest,
    others: (found: CameraTest) => readonly T[] = () => [],
  ): Promise<T | null> {
    this.stop();
    const asking = new AbortController();
    this.asking = asking;
    this.request.set(request);
    this.found.set(null);
    this.failure.set(null);
    this.running.set(true);
    try {
      const found = await this.api.test(pitId, request, asking.signal);
      const other =
        !found || found.ok ? null : await this.firstThatWorks(pitId, others(found), asking.signal);
      if (this.asking !== asking) return null;
      if (other) this.request.set(other.request);
      this.found.set(other?.found ?? found);
      return other?.request ?? null;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (this.asking === asking) this.failure.set(actionProblemText(problem));
      return null;
    } finally {
      if (this.asking === asking) this.running.set(false);
    }
  }

  private async firstThatWorks<T extends TestCameraRequest>(
    pitId: number,
    requests: readonly T[],
    signal: AbortSignal,
  ): Promise<{ readonly request: T; readonly found: CameraTest } | null> {
    for (const request of requests) {
      // A refused or failed test of a guess is no news: what was entered was tested.
      const found = await this.api.test(pitId, request, signal).catch(() => null);
      if (found?.ok) return { request, found };
      if (signal.aborted) return null;
    }
    return null;
  }

  /** Ends a running test. */
  stop(): void {
    this.asking?.abort();
    this.asking = null;
    this.running.set(false);
  }
}
