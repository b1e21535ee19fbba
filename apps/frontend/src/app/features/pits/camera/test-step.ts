import { Component, computed, inject, input, output } from '@angular/core';
import { answerToChange } from './camera-test-text';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestReport } from './camera-test-report';
import { CameraTestRun } from './camera-test-run';

/** Can the camera be seen? Tested at once; what was found stays until something else is asked for. */
@Component({
  selector: 'ppf-test-step',
  imports: [CameraTestReport],
  template: `
    <ppf-camera-test-report [running]="run.running()" [found]="run.found()" [failure]="run.failure()" />
    <div class="again">
      @if (run.running()) {
        <button type="button" class="ppf-button" (click)="run.stop()">Stop the test</button>
      } @else {
        @if (toChange(); as answer) {
          <button type="button" class="ppf-button ppf-button--main" (click)="wantsChange.emit(answer)">
            {{ answer === 'password' ? 'Change user or password' : 'Change the address' }}
          </button>
        }
        <button
          type="button"
          class="ppf-button"
          [class.ppf-button--main]="failed() && !toChange()"
          (click)="test()"
        >
          {{ failed() ? 'Try again' : 'Test again' }}
        </button>
      }
    </div>
    @if (advice(); as lines) {
      <section class="about">
        <h3>What to set in the camera</h3>
        <ul>
          @for (line of lines; track line) {
            <li>{{ line }}</li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: './step.scss',
})
export class TestStep {
  private readonly setup = inject(CameraSetupStore);

  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** The answer that is to be changed. */
  readonly wantsChange = output<'address' | 'password'>();

  protected readonly run = inject(CameraTestRun);
  protected readonly failed = computed(() => this.run.found()?.ok === false || this.run.failure() !== null);
  protected readonly toChange = computed(() => {
    const found = this.run.found();
    return found && !found.ok ? answerToChange(found) : null;
  });
  /** The brand's own words, where the camera itself has to be set. */
  protected readonly advice = computed(() => {
    const fault = this.run.found()?.steps.find(({ step }) => step === 'video')?.fault;
    return fault ? (this.setup.preset()?.settings ?? null) : null;
  });

  constructor() {
    const asked = JSON.stringify(this.run.request());
    if (asked !== JSON.stringify(this.setup.request())) queueMicrotask(() => this.test());
  }

  protected test(): void {
    const request = this.setup.request();
    if (request) void this.run.begin(this.pitId(), request);
  }
}
