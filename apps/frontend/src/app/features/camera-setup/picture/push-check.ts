import { Component, inject, input } from '@angular/core';
import { after } from '../../../ui/after';
import { CameraTestReport } from '../../../pits/camera-test/camera-test-report';
import { CameraTestRun } from '../../../pits/camera-test/camera-test-run';
import { plannedSteps } from '../../../pits/camera-test/camera-test-text';
import { text } from '../texts/text';

/** Time without video after which the check is offered, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Checks on request why no video arrives from a publisher: the publisher that was refused last, and what to do. */
@Component({
  selector: 'ppf-push-check',
  imports: [CameraTestReport],
  template: `
    @if (run.running()) {
      <button type="button" class="ppf-button" (click)="run.stop()">{{ text('check.stop') }}</button>
    } @else if (isLate()) {
      <button type="button" class="ppf-button" (click)="check()">
        {{ text(run.found() ? 'check.again' : 'check.start') }}
      </button>
    }
    @if (run.running() || run.found() || run.failure()) {
      <ppf-camera-test-report
        [running]="run.running()"
        [found]="run.found()"
        [failure]="run.failure()"
        [plan]="plan"
      />
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      justify-items: start;
      margin-top: 12px;
    }
    ppf-camera-test-report {
      width: 100%;
    }
  `,
})
export class PushCheck {
  /** The pit's id. */
  readonly pitId = input.required<number>();

  protected readonly run = inject(CameraTestRun);
  protected readonly text = text;
  protected readonly isLate = after(PATIENCE_MS, () => true);
  protected readonly plan = plannedSteps({ kind: 'push' });

  protected check(): void {
    void this.run.begin(this.pitId(), {});
  }
}
