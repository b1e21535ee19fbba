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
import { SessionStore } from '../../session/session-store';
import { after } from '../../ui/after';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { pitLabel } from '../../pits/pit-state-text';
import { PitAbsence } from '../../pits/pit-absence';
import { pitLink } from '../../pits/pit-address';
import { PitStore } from '../../pits/pit-store';
import { StaleStrip } from '../../ui/stale-strip';
import { AddressStep } from './address-step';
import { BrandStep } from './brand-step';
import { CameraSetupStore } from './camera-setup-store';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { ConnectionStep } from './connection-step';
import { saveConsequence } from '../../pits/camera/consequences';
import { JwtMode } from '../../pits/camera/jwt-mode';
import { KeyStep } from './key-step';
import { PictureStep } from './picture-step';
import { SenderStep } from './sender-step';
import { type SetupStep, STEP_NAMES, STEP_QUESTIONS } from './setup-steps';
import { SetupWalk } from './setup-walk';
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
  providers: [PitStore, CameraSetupStore, CameraTestRun, JwtMode, SetupWalk],
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

  /** The pit's id, from the address. */
  readonly id = input.required({ transform: numberAttribute });
  /** From the route: a new camera, or the one that the pit has. */
  readonly mode = input.required<'new' | 'edit'>();
  /** The step that is asked for (query). */
  readonly step = input<string>();

  protected readonly store = inject(PitStore);
  protected readonly setup = inject(CameraSetupStore);
  protected readonly walk = inject(SetupWalk);
  protected readonly mayManage = inject(SessionStore).mayManage;
  protected readonly pit = computed(() => {
    const view = this.store.view();
    return view.kind === 'pit' ? view.pit : null;
  });
  protected readonly label = computed(() => {
    const pit = this.pit();
    return pit ? pitLabel(pit) : 'the pit';
  });
  protected readonly failure = computed(() => {
    const fault = this.setup.fault();
    if (!fault) return null;
    // Some are explained where they are entered.
    const shownThere = fault.field === 'address' ? 'address' : fault.field === 'allowList' ? 'sender' : null;
    return this.walk.shown() === shownThere ? null : fault.text;
  });
  protected readonly consequence = computed(() =>
    this.walk.shown() === 'test' && !this.setup.saved()
      ? saveConsequence(this.setup.camera(), this.pit()?.stream.readers ?? 0)
      : null,
  );
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly questions = STEP_QUESTIONS;
  protected readonly arrowLeft = arrowLeft;
  protected readonly check = check;
  protected readonly lock = lock;

  constructor() {
    const pitId = computed(() => this.pit()?.id);
    effect(() => this.store.show(this.id()));
    effect(() => {
      if (pitId() !== undefined) untracked(() => this.begin());
    });
    effect(() => {
      this.setup.beginnings();
      this.walk.asked.set(this.step() ?? untracked(() => this.firstStep()));
    });
    effect(() => this.keepAddress());
    effect(() =>
      this.title.setTitle(`${STEP_NAMES[this.walk.shown()]} · Camera of ${this.label()} · PPF Monitoring`),
    );
    this.focusQuestionOfEachStep();
  }

  /** Asks before the page is left, if something would be lost. */
  async mayLeave(): Promise<boolean> {
    const lost = this.lost();
    if (!lost) return true;
    const { confirm } = await import('../../ui/confirm-dialog');
    return confirm(this.injector, { ...LOSSES[lost], action: 'Leave', act: () => Promise.resolve(null) });
  }

  /** Goes on, after doing what the step is for. */
  protected async advance(): Promise<void> {
    const step = this.walk.shown();
    if (step === 'picture') {
      const pit = this.pit();
      return void (pit && (await this.router.navigate(pitLink(pit))));
    }
    if (step === 'address' && !this.addressStep()?.submit()) return;
    const next = await this.walk.goOn();
    if (next) await this.goTo(next);
  }

  protected goTo(step: SetupStep): Promise<boolean> {
    return this.router.navigate([], { queryParams: { step }, queryParamsHandling: 'merge' });
  }

  protected change(answer: 'address' | 'password' | 'key'): void {
    if (answer !== 'key') this.setup.toChange.set(answer);
    void this.goTo(answer === 'key' ? 'key' : 'address');
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
    // What is saved already can be seen again after a reload.
    const goesOn = this.mode() === 'edit' || this.step() === 'picture' || this.step() === 'key';
    this.setup.begin(pit, goesOn ? 'its-camera' : 'nothing');
  }

  /** The address says the step that is shown, also where a reload asks for one whose answers are gone. */
  private keepAddress(): void {
    const shown = this.walk.shown();
    if (this.setup.beginnings() === 0 || this.walk.asked() === shown) return;
    this.walk.asked.set(shown);
    const options = { queryParams: { step: shown }, replaceUrl: true } as const;
    void this.router.navigate([], { ...options, queryParamsHandling: 'merge' });
  }

  private firstStep(): SetupStep {
    if (this.mode() === 'new') return 'connection';
    return this.setup.entry().connection === 'push' ? 'sender' : 'address';
  }

  /** Keyboard and screen reader go on where the new question is; not at the first one, which the page itself announces. */
  private focusQuestionOfEachStep(): void {
    let last: SetupStep | null = null;
    effect(() => {
      const [shown, question] = [this.walk.shown(), this.question()?.nativeElement];
      if (!question || shown === last) return;
      const isFirst = last === null;
      last = shown;
      if (isFirst || untracked(this.setup.toChange)) return;
      const read = (): void => {
        question.focus({ preventScroll: true });
        question.scrollIntoView({ block: 'nearest' });
      };
      afterNextRender({ read }, { injector: this.injector });
    });
  }
}
