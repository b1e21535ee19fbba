import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
} from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { CameraTest, CameraTestStepName } from '@ppf/contracts';
import check from 'lucide-static/icons/circle-check.svg';
import cross from 'lucide-static/icons/circle-x.svg';
import waiting from 'lucide-static/icons/circle-dashed.svg';
import warning from 'lucide-static/icons/triangle-alert.svg';
import { Icon } from '../../ui/icon';
import { formatMilliseconds, formatRecent } from '../../texts';
import { cameraText } from '../camera/texts/text';
import { testStepText, verdictText, videoText } from './camera-test-text';

/** A camera test: its steps while it runs, and the result of each. */
@Component({
  selector: 'ppf-camera-test-report',
  imports: [Icon, MatProgressBar],
  templateUrl: './camera-test-report.html',
  styleUrl: './camera-test-report.scss',
})
export class CameraTestReport {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  /** Whether the test is running. */
  readonly running = input.required<boolean>();
  /** The result; null while there is none. */
  readonly found = input.required<CameraTest | null>();
  /** The steps of the test, in order. */
  readonly plan = input.required<readonly CameraTestStepName[]>();
  /** Whether the camera's video plays on the same page: no finding then reports that the video can't be played. */
  readonly playing = input(false);
  /** Why there is no result; null: there is one, or the test runs. */
  readonly failure = input<string | null>(null);
  /** Whether the user may take the address that the camera redirects to. */
  readonly canUseAddress = input(false);
  /** The user takes the address that the camera redirects to. */
  readonly useAddress = output<string>();

  protected readonly steps = computed(() => {
    const found = this.found();
    const taken = found?.steps;
    // A test that passed ran every step that it needed.
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
  protected readonly recent = (instant: string): string => formatRecent(instant, Date.now());
  protected readonly text = cameraText;
  protected readonly stepText = testStepText;
  protected readonly milliseconds = formatMilliseconds;
  protected readonly check = check;
  protected readonly cross = cross;
  protected readonly waiting = waiting;
  protected readonly warning = warning;

  constructor() {
    effect(() => {
      if (this.running() || this.found()) this.scrollIntoView();
    });
  }

  // The report appears below the button, and often below the edge of the window.
  private scrollIntoView(): void {
    const read = (): void => this.host.scrollIntoView({ block: 'nearest' });
    afterNextRender({ read }, { injector: this.injector });
  }
}
