import { Component, inject, input } from '@angular/core';
import { after } from '../../ui/after';
import { CameraTestReport } from '../../pits/camera-test/camera-test-report';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { plannedSteps } from '../../pits/camera-test/camera-test-text';

/** For how long nothing may arrive before one is offered to look why, in milliseconds. */
const PATIENCE = 5_000;

/** Looks, when asked, why nothing arrives from a sender: who was refused last, and what to do. */
@Component({
  selector: 'ppf-push-check',
  imports: [CameraTestReport],
  template: `
    @if (run.running()) {
      <button type="button" class="ppf-button" (click)="run.stop()">Stop looking</button>
    } @else if (isLate()) {
      <button type="button" class="ppf-button" (click)="look()">
        {{ run.found() ? 'Look again' : 'Why does nothing arrive?' }}
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
  protected readonly isLate = after(PATIENCE, () => true);
  protected readonly plan = plannedSteps({ kind: 'push' });

  protected look(): void {
    void this.run.begin(this.pitId(), {});
  }
}
