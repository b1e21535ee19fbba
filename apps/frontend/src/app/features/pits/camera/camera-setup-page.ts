import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  numberAttribute,
  untracked,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import check from 'lucide-static/icons/check.svg';
import lock from 'lucide-static/icons/lock.svg';
import { SessionStore } from '../../../session/session-store';
import { after } from '../../../ui/after';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { pitLabel } from '../pit-state-text';
import { PitAbsence } from '../pit-absence';
import { PitStore } from '../pit-store';
import { StaleStrip } from '../../../ui/stale-strip';
import { AddressStep } from './address-step';
import { BrandStep } from './brand-step';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestRun } from './camera-test-run';
import { canBeShown } from './camera-test-text';
import { ConnectionStep } from './connection-step';
import { saveConsequence } from './consequences';
import { KeyStep } from './key-step';
import { PictureStep } from './picture-step';
import { SenderStep } from './sender-step';
import {
  isAnswered,
  type SetupStep,
  shownStep,
  stepAfter,
  stepBefore,
  STEP_NAMES,
  STEP_QUESTIONS,
  stepsOf,
} from './setup-steps';
import { TestStep } from './test-step';

const LOSSES = {
  answers: {
    heading: 'Leave without saving?',
    consequence: 'What you have entered for the camera is not saved yet, and is lost.',
  },
  key: {
    heading: 'Leave without the key?',
    consequence:
      'The key is shown this once. If it is not kept yet, you will have to make a new one for the sender.',
  },
};

/** Sets up a pit's camera, one question a step; the step is part of the address, so that back and forward work. */
@Component({
  selector: 'ppf-camera-setup-page',
  imports: [
    AddressStep,
    BrandStep,
    ConnectionStep,
    Icon,
    KeyStep,
    Notice,
    PictureStep,
    PitAbsence,
    RouterLink,
    SenderStep,
    StaleStrip,
    TestStep,
  ],
  providers: [PitStore, CameraSetupStore, CameraTestRun],
  templateUrl: './camera-setup-page.html',
  styleUrl: './camera-setup-page.scss',
  host: { '(window:beforeunload)': 'holdBack($event)' },
})
export class CameraSetupPage {
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly title = inject(Title);
  private readonly question = viewChild<ElementRef<HTMLElement>>('question');
  private readonly addressStep = viewChild(AddressStep);
  private readonly run = inject(CameraTestRun);

  /** The pit's id, from the address. */
  readonly id = input.required({ transform: numberAttribute });
  /** From the route: a new camera, or the one that the pit has. */
  readonly mode = input.required<'new' | 'edit'>();
  /** The step that is asked for (query). */
  readonly step = input<string>();

  protected readonly store = inject(PitStore);
  protected readonly setup = inject(CameraSetupStore);
  protected readonly mayManage = inject(SessionStore).mayManage;
  protected readonly pit = computed(() => {
    const view = this.store.view();
    return view.kind === 'pit' ? view.pit : null;
  });
  private readonly begun = computed(() => this.pit()?.id);
  protected readonly label = computed(() => {
    const pit = this.pit();
    return pit ? pitLabel(pit) : 'the pit';
  });
  protected readonly shown = computed(() =>
    shownStep(this.step() ?? this.firstStep(), this.setup.entry(), this.setup.progress()),
  );
  protected readonly steps = computed(() => {
    const [entry, progress, shown] = [this.setup.entry(), this.setup.progress(), this.shown()];
    const names = stepsOf(entry.connection);
    const reachable = names.findIndex((step) => !isAnswered(step, entry, progress));
    return names.map((step, at) => ({
      step,
      name: STEP_NAMES[step],
      isShown: step === shown,
      isDone: at < names.indexOf(shown),
      isReachable: reachable < 0 || at <= reachable,
    }));
  });
  protected readonly at = computed(() => this.steps().findIndex(({ isShown }) => isShown) + 1);
  protected readonly before = computed(() => stepBefore(this.shown(), this.setup.entry().connection));
  /** Whether going on is what one would do: a camera that cannot be seen is saved only by those who know why. */
  protected readonly isMain = computed(() => this.shown() !== 'test' || this.setup.saved() || this.isSeen());
  protected readonly forward = computed(() => this.forwardLabel(this.shown()));
  protected readonly mayGoOn = computed(() => {
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
        return this.setup.key() === null || this.setup.keyIsKept();
      default:
        return true;
    }
  });
  protected readonly failure = computed(() => {
    const fault = this.setup.fault();
    if (!fault) return null;
    // Some are explained where they are entered.
    const shownThere = fault.field === 'address' ? 'address' : fault.field === 'allowList' ? 'sender' : null;
    return this.shown() === shownThere ? null : fault.text;
  });
  protected readonly consequence = computed(() =>
    this.shown() === 'test' && !this.setup.saved()
      ? saveConsequence(this.setup.camera(), this.pit()?.stream.readers ?? 0)
      : null,
  );
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly questions = STEP_QUESTIONS;
  protected readonly arrowLeft = arrowLeft;
  protected readonly check = check;
  protected readonly lock = lock;

  constructor() {
    effect(() => this.store.show(this.id()));
    effect(() => {
      if (this.begun() === undefined) return;
      untracked(() => this.begin());
    });
    effect(() =>
      this.title.setTitle(`${STEP_NAMES[this.shown()]} · Camera of ${this.label()} · PPF Monitoring`),
    );
    this.focusQuestionOfEachStep();
  }

  /** Goes on, after doing what the step is for. */
  protected async advance(): Promise<void> {
    const step = this.shown();
    if (!this.mayGoOn()) return;
    if (step === 'picture') return void (await this.router.navigate(['/pits', this.id()]));
    if (step === 'address' && !this.addressStep()?.submit()) return;
    if (step === 'sender' && !(await this.setup.saveWithKey())) return;
    if (step === 'test') {
      this.run.stop();
      if (!this.setup.saved() && !(await this.setup.save())) return;
    }
    const next = stepAfter(step, this.setup.entry().connection);
    if (next) await this.goTo(next);
  }

  protected goTo(step: SetupStep): Promise<boolean> {
    return this.router.navigate([], { queryParams: { step }, queryParamsHandling: 'merge' });
  }

  protected change(answer: 'address' | 'password' | 'key'): void {
    if (answer !== 'key') this.setup.toChange.set(answer);
    void this.goTo(answer === 'key' ? 'key' : 'address');
  }

  /** Asks before the page is left, if something would be lost. */
  async mayLeave(): Promise<boolean> {
    const lost = this.lost();
    if (!lost) return true;
    const { confirm } = await import('../../../ui/confirm-dialog');
    return confirm(this.injector, { ...LOSSES[lost], action: 'Leave', act: () => Promise.resolve(null) });
  }

  /** Closing the tab: the browser asks in its own words. */
  protected holdBack(event: BeforeUnloadEvent): void {
    if (this.lost()) event.preventDefault();
  }

  private lost(): keyof typeof LOSSES | null {
    if (this.setup.losesKey()) return 'key';
    return this.setup.losesAnswers() ? 'answers' : null;
  }

  private begin(): void {
    const pit = this.pit();
    if (!pit) return;
    // The picture of a camera that is saved can be seen again after a reload.
    const goesOn = this.mode() === 'edit' || this.step() === 'picture' || this.step() === 'key';
    this.setup.begin(pit, goesOn ? 'its-camera' : 'nothing');
  }

  private isSeen(): boolean {
    return canBeShown(this.run.found(), this.setup.entry().transcode);
  }

  private firstStep(): SetupStep {
    if (this.mode() === 'new') return 'connection';
    return this.setup.entry().connection === 'push' ? 'sender' : 'address';
  }

  private forwardLabel(step: SetupStep): string {
    switch (step) {
      case 'address':
        return 'Test the camera';
      case 'test':
        if (this.setup.saved()) return 'Show the picture';
        return this.isSeen() ? 'Save and see it live' : 'Save anyway';
      case 'sender':
        return this.setup.saved() && this.setup.camera()?.has_publish_key ? 'Continue' : 'Make the key';
      case 'key':
        return 'Show the picture';
      case 'picture':
        return 'Go to the pit';
      default:
        return 'Continue';
    }
  }

  /** Keyboard and screen reader go on where the new question is; not at the first one, which the page itself announces. */
  private focusQuestionOfEachStep(): void {
    let last: SetupStep | null = null;
    effect(() => {
      const [shown, question] = [this.shown(), this.question()];
      if (!question || shown === last) return;
      const isFirst = last === null;
      last = shown;
      if (isFirst || untracked(this.setup.toChange)) return;
      afterNextRender(
        {
          read: () => {
            question.nativeElement.focus({ preventScroll: true });
            question.nativeElement.scrollIntoView({ block: 'nearest' });
          },
        },
        { injector: this.injector },
      );
    });
  }
}
