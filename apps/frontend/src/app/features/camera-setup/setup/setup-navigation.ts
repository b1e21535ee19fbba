import { computed, inject, Injectable, signal, untracked } from '@angular/core';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestRun } from '../../../pits/camera-test/camera-test-run';
import { canBeShown } from '../../../pits/camera-test/camera-test-text';
import {
  decideStep,
  isAnswered,
  type SetupStep,
  stepAfter,
  stepBefore,
  stepName,
  stepsOf,
} from './setup-steps';
import { text } from '../texts/text';

/** The current step of the camera setup, and the navigation between steps. */
@Injectable()
export class SetupNavigation {
  private readonly setup = inject(CameraSetupStore);
  private readonly run = inject(CameraTestRun);

  /** The step in the URL of the page. */
  readonly requested = signal<string | undefined>(undefined);

  /** The step to show. Decided when the URL changes and when the setup starts: an answer alone changes no step. */
  readonly shown = computed(() => {
    this.setup.startCount();
    const requested = this.requested();
    return untracked(() => decideStep(requested, this.setup.entry(), this.setup.progress()));
  });

  /** The steps for the chosen connection, for the list of steps. */
  readonly steps = computed(() => {
    const [entry, progress, shown] = [this.setup.entry(), this.setup.progress(), this.shown()];
    const names = stepsOf(entry.connection);
    const open = names.findIndex((step) => !isAnswered(step, entry, progress));
    return names.map((step, at) => ({
      step,
      name: stepName(step),
      isShown: step === shown,
      isDone: at < names.indexOf(shown),
      isReachable: open < 0 || at <= open,
    }));
  });

  /** Number of the current step, from 1. */
  readonly number = computed(() => this.steps().findIndex(({ isShown }) => isShown) + 1);

  /** The previous step; null at the first. */
  readonly previous = computed(() => stepBefore(this.shown(), this.setup.entry().connection));

  /** Whether the step is answered, so that the setup can continue. */
  readonly canContinue = computed(() => {
    const { connection, brand, publisher } = this.setup.entry();
    if (this.setup.busy()) return false;
    switch (this.shown()) {
      case 'connection':
        return connection !== null;
      case 'brand':
        return brand !== null;
      case 'publisher':
        return publisher !== null || this.setup.saved();
      case 'key':
        return !this.setup.hasUnsavedKey();
      default:
        return true;
    }
  });

  /** Whether continuing is the recommended action: saving a camera that browsers can't play is not. */
  readonly isRecommended = computed(() => this.shown() !== 'test' || this.setup.saved() || this.canBeShown());

  /** Label of the button that continues. */
  readonly continueLabel = computed(() => {
    const saved = this.setup.saved();
    switch (this.shown()) {
      case 'address':
        return text('action.test');
      case 'test':
        if (saved) return text('action.openVideo');
        return text(this.canBeShown() ? 'action.saveAndWatch' : 'action.saveAnyway');
      case 'publisher':
        if (!this.setup.camera()?.has_publish_key) return text('action.createKey');
        return text(saved ? 'action.continue' : 'action.save');
      case 'key':
        return text('action.openVideo');
      case 'picture':
        return text('action.goToPit');
      default:
        return text('action.continue');
    }
  });

  /** Completes the step; returns the next one, or null when the step can't be completed. */
  async continue(): Promise<SetupStep | null> {
    const step = this.shown();
    if (!this.canContinue()) return null;
    if (step === 'publisher' && !(await this.setup.saveWithKey())) return null;
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
