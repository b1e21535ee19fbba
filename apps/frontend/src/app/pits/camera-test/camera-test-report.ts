import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
} from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { CameraTest, CameraTestStepName } from '@ppf/contracts';
import check from 'lucide-static/icons/circle-check.svg';
import cross from 'lucide-static/icons/circle-x.svg';
import waiting from 'lucide-static/icons/circle-dashed.svg';
import warning from 'lucide-static/icons/triangle-alert.svg';
import { Icon } from '../../ui/icon';
import { clockText } from '../../ui/time-text';
import { STEP_TEXTS, stepTimeText, verdictText, videoText } from './camera-test-text';

/** A camera's test: its steps while it runs, and what each of them found. */
@Component({
  selector: 'ppf-camera-test-report',
  imports: [Icon, MatProgressBar],
  templateUrl: './camera-test-report.html',
  styleUrl: './camera-test-report.scss',
})
export class CameraTestReport {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  /** Whether it is running. */
  readonly running = input.required<boolean>();
  /** What it found; null while that is not known. */
  readonly found = input.required<CameraTest | null>();
  /** The steps that it takes, in order. */
  readonly plan = input.required<readonly CameraTestStepName[]>();
  /** Whether the camera's picture plays beside it: then no finding says that it cannot be seen. */
  readonly playing = input(false);
  /** Why nothing was found. */
  readonly failure = input<string | null>(null);

  protected readonly steps = computed(() => {
    const found = this.found();
    const taken = found?.steps;
    // A test that is ok took every step that it needed.
    const plan = found?.ok ? found.steps.map(({ step }) => step) : this.plan();
    return plan.map((step) => ({ step, taken: taken?.find((each) => each.step === step) ?? null }));
  });
  protected readonly verdict = computed(() => {
    const found = this.found();
    return found ? verdictText(found, this.playing()) : '';
  });
  protected readonly video = computed(() => {
    const video = this.found()?.video;
    return video ? videoText(video) : '';
  });
  protected readonly clock = (iso: string): string => clockText(iso, Date.now());
  protected readonly texts = STEP_TEXTS;
  protected readonly timeText = stepTimeText;
  protected readonly check = check;
  protected readonly cross = cross;
  protected readonly waiting = waiting;
  protected readonly warning = warning;

  constructor() {
    effect(() => {
      if (this.running() || this.found()) this.showWhole();
    });
  }

  // It is beneath what was pressed, and often beneath the edge of the window.
  private showWhole(): void {
    const read = (): void => this.host.scrollIntoView({ block: 'nearest' });
    afterNextRender({ read }, { injector: this.injector });
  }
}
