import { computed, inject, Injectable, signal, untracked } from '@angular/core';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { canBeShown } from '../../pits/camera-test/camera-test-text';
import {
  isAnswered,
  type SetupStep,
  shownStep,
  stepAfter,
  stepBefore,
  STEP_NAMES,
  stepsOf,
} from './setup-steps';

/** Where one is in the setup of a camera, and what leads on. */
@Injectable()
export class SetupWalk {
  private readonly setup = inject(CameraSetupStore);
  private readonly run = inject(CameraTestRun);

  /** The step that the address of the page asks for. */
  readonly asked = signal<string | undefined>(undefined);

  /** The step to show. Decided when one is asked for and when the setup begins: an answer alone leads nowhere. */
  readonly shown = computed(() => {
    this.setup.beginnings();
    const asked = this.asked();
    return untracked(() => shownStep(asked, this.setup.entry(), this.setup.progress()));
  });

  /** All steps of this way to connect, as they are listed. */
  readonly steps = computed(() => {
    const [entry, progress, shown] = [this.setup.entry(), this.setup.progress(), this.shown()];
    const names = stepsOf(entry.connection);
    const open = names.findIndex((step) => !isAnswered(step, entry, progress));
    return names.map((step, at) => ({
      step,
      name: STEP_NAMES[step],
      isShown: step === shown,
      isDone: at < names.indexOf(shown),
      isReachable: open < 0 || at <= open,
    }));
  });

  /** Number of the step, from 1. */
  readonly number = computed(() => this.steps().findIndex(({ isShown }) => isShown) + 1);

  /** The step before; null at the first. */
  readonly before = computed(() => stepBefore(this.shown(), this.setup.entry().connection));

  /** Whether the step has what it needs to go on. */
  readonly mayGoOn = computed(() => {
    const { connection, brand, sender } = this.setup.entry();
    if (this.setup.busy()) return false;
    switch (this.shown()) {
      case 'connection':
        return connection !== null;
      case 'brand':
        return brand !== null;
      case 'sender':
        return sender !== null || this.setup.saved();
      case 'key':
        return !this.setup.losesKey();
      default:
        return true;
    }
  });

  /** Whether going on is what one would do: a camera that cannot be seen is saved only by those who know why. */
  readonly isMain = computed(() => this.shown() !== 'test' || this.setup.saved() || this.canBeShown());

  /** What goes on, in words. */
  readonly forward = computed(() => {
    const saved = this.setup.saved();
    switch (this.shown()) {
      case 'address':
        return 'Test the camera';
      case 'test':
        if (saved) return 'Show the picture';
        return this.canBeShown() ? 'Save and see it live' : 'Save anyway';
      case 'sender':
        if (!this.setup.camera()?.has_publish_key) return 'Make the key';
        return saved ? 'Continue' : 'Save';
      case 'key':
        return 'Show the picture';
      case 'picture':
        return 'Go to the pit';
      default:
        return 'Continue';
    }
  });

  /** Does what the step is for; the step to go to then, null when it cannot be left. */
  async goOn(): Promise<SetupStep | null> {
    const step = this.shown();
    if (!this.mayGoOn()) return null;
    if (step === 'sender' && !(await this.setup.saveWithKey())) return null;
    if (step === 'test') {
      this.run.stop();
      if (!this.setup.saved() && !(await this.setup.save())) return null;
    }
    return stepAfter(step, this.setup.entry().connection);
  }

  private canBeShown(): boolean {
    return canBeShown(this.run.found(), this.setup.entry().transcode);
  }
}
