import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { CameraTest, TestCameraRequest } from '@ppf/contracts';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';

/** Runs one camera test at a time, and holds its result. */
@Injectable()
export class CameraTestRun {
  private readonly api = inject(CamerasApi);
  private current: AbortController | null = null;

  /** The camera that is tested now or was tested last; null before the first test. */
  readonly request = signal<TestCameraRequest | null>(null);
  readonly running = signal(false);
  /** The result; null while there is none. */
  readonly found = signal<CameraTest | null>(null);
  /** Why the test has no result; null: it has one, or it runs. */
  readonly failure = signal<string | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /**
   * Tests a camera and stops a running test. `{}` tests the camera that the pit has.
   * @param others Alternatives to test one after the other when the test fails.
   * @returns The first alternative that passes; null: none was needed, or none passes.
   */
  async begin<T extends TestCameraRequest>(
    pitId: number,
    request: TestCameraRequest,
    others: (found: CameraTest) => readonly T[] = () => [],
  ): Promise<T | null> {
    this.stop();
    const current = new AbortController();
    this.current = current;
    this.request.set(request);
    this.found.set(null);
    this.failure.set(null);
    this.running.set(true);
    try {
      const found = await this.api.test(pitId, request, current.signal);
      const other = !found || found.ok ? null : await this.firstPassing(pitId, others(found), current.signal);
      if (this.current !== current) return null;
      if (other) this.request.set(other.request);
      this.found.set(other?.found ?? found);
      return other?.request ?? null;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (this.current === current) this.failure.set(actionProblemText(problem));
      return null;
    } finally {
      if (this.current === current) this.running.set(false);
    }
  }

  private async firstPassing<T extends TestCameraRequest>(
    pitId: number,
    requests: readonly T[],
    signal: AbortSignal,
  ): Promise<{ readonly request: T; readonly found: CameraTest } | null> {
    for (const request of requests) {
      // The failure of an alternative is not reported: the user entered another address.
      const found = await this.api.test(pitId, request, signal).catch(() => null);
      if (found?.ok) return { request, found };
      if (signal.aborted) return null;
    }
    return null;
  }

  /** Stops a running test. */
  stop(): void {
    this.current?.abort();
    this.current = null;
    this.running.set(false);
  }
}
