import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { CameraTest, TestCameraRequest } from '@ppf/contracts';
import check from 'lucide-static/icons/circle-check.svg';
import cross from 'lucide-static/icons/circle-x.svg';
import warning from 'lucide-static/icons/triangle-alert.svg';
import { PitsApi } from '../../../api/pits-api';
import { ProblemError } from '../../../api/problem-error';
import { problemText } from '../../../api/problem-text';
import { Icon } from '../../../ui/icon';
import { STEP_TEXTS, stepTimeText, verdictText, videoText } from './camera-test-text';

/** Tests a camera and shows what was found, step by step. What was found goes when something else is asked for. */
@Component({
  selector: 'ppf-camera-test-panel',
  imports: [Icon, MatProgressBar],
  templateUrl: './camera-test-panel.html',
  styleUrl: './camera-test-panel.scss',
})
export class CameraTestPanel {
  private readonly pits = inject(PitsApi);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private asking: AbortController | null = null;

  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** The camera to test; null: what was entered cannot be read yet. */
  readonly request = input.required<TestCameraRequest | null>();

  protected readonly running = signal(false);
  protected readonly test = linkedSignal<TestCameraRequest | null, CameraTest | null>({
    source: this.request,
    computation: () => null,
  });
  protected readonly failure = linkedSignal<TestCameraRequest | null, string | null>({
    source: this.request,
    computation: () => null,
  });
  protected readonly verdict = computed(() => {
    const found = this.test();
    return found ? verdictText(found) : '';
  });
  protected readonly video = computed(() => {
    const video = this.test()?.video;
    return video ? videoText(video) : '';
  });
  protected readonly steps = STEP_TEXTS;
  protected readonly timeText = stepTimeText;
  protected readonly check = check;
  protected readonly cross = cross;
  protected readonly warning = warning;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Begins a test. */
  async run(): Promise<void> {
    const request = this.request();
    this.test.set(null);
    this.failure.set(request ? null : 'Enter the camera’s address first.');
    if (!request || this.running()) return;
    const asking = new AbortController();
    this.asking = asking;
    this.running.set(true);
    this.showWhole();
    try {
      const found = await this.pits.testCamera(this.pitId(), request, asking.signal);
      if (this.request() === request) this.test.set(found);
      this.showWhole();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(problemText(problem));
    } finally {
      if (this.asking === asking) this.running.set(false);
    }
  }

  // It is beneath a form that fills the dialog.
  private showWhole(): void {
    const { injector } = this;
    afterNextRender({ read: () => this.host.scrollIntoView({ block: 'nearest' }) }, { injector });
  }

  protected stop(): void {
    this.asking?.abort();
    this.asking = null;
    this.running.set(false);
  }
}
