import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { Pit, PitStream } from '@ppf/contracts';
import check from 'lucide-static/icons/circle-check.svg';
import { type DisplayState, StreamTokenLoader } from '../../../player/index';
import { after } from '../../../ui/after';
import { Icon } from '../../../ui/icon';
import { pitLabel } from '../../../pits/pit-state-text';
import { CameraTestReport } from '../../../pits/camera-test/camera-test-report';
import { CameraTestRun } from '../../../pits/camera-test/camera-test-run';
import { plannedSteps } from '../../../pits/camera-test/camera-test-text';
import { PushCheck } from './push-check';
import { firstFrameAdvice } from './first-frame-advice';
import { text } from '../texts/text';

/** Time without a first frame after which advice is shown, in milliseconds. */
const PATIENCE_MS = 10_000;

/** The live video of the new camera; without video, advice. */
@Component({
  selector: 'ppf-picture-step',
  imports: [CameraTestReport, Icon, PushCheck, StreamTokenLoader],
  templateUrl: './picture-step.html',
  styleUrls: ['../setup/step.scss', './picture-step.scss'],
})
export class PictureStep {
  protected readonly run = inject(CameraTestRun);

  /** The pit. */
  readonly pit = input.required<Pit>();
  /** Emitted when the user goes back to change an answer. */
  readonly changeRequested = output<'address' | 'key'>();

  protected readonly state = signal<DisplayState>('connecting');
  protected readonly isLive = computed(() => this.state() === 'live');
  protected readonly label = computed(() => pitLabel(this.pit()));
  protected readonly stream = computed<PitStream>(() => this.pit().stream, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly pulls = computed(() => this.pit().camera?.kind === 'pull');
  protected readonly isLate = after(PATIENCE_MS, () => !this.isLive());
  protected readonly advice = computed(() => firstFrameAdvice(this.pit()));
  protected readonly plan = computed(() => plannedSteps(this.pit().camera ?? {}));
  protected readonly text = text;
  protected readonly check = check;

  protected test(): void {
    void this.run.begin(this.pit().id, {});
  }
}
