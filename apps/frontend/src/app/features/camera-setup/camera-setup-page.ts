import {
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
import { commonText } from '../../texts';
import { after } from '../../ui/after';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { pitLabel } from '../../pits/pit-state-text';
import { PitUnavailable } from '../../pits/pit-absence';
import { pitLink } from '../../pits/pit-address';
import { PitStore } from '../../pits/pit-store';
import { StaleStrip } from '../../ui/stale-strip';
import { AddressStep } from './pull/address-step';
import { BrandStep } from './pull/brand-step';
import { CameraSetupStore } from './setup/camera-setup-store';
import { CameraTestRun } from '../../pits/camera-test/camera-test-run';
import { ConnectionStep } from './connection-step';
import { saveConsequence } from '../../pits/camera/consequences';
import { JwtMode } from '../../pits/camera/jwt-mode';
import { KeyStep } from './publish/key-step';
import { PictureStep } from './picture/picture-step';
import { PublisherStep } from './publish/publisher-step';
import { focusHeadings } from './setup/focus-headings';
import { SetupNavigation } from './setup/setup-navigation';
import { type SetupStep, stepName, stepQuestion } from './setup/setup-steps';
import { TestStep } from './pull/test-step';
import { text } from './texts/text';

/** What leaving the page would lose. */
type UnsavedWork = 'answers' | 'key';

/** Sets up a pit's camera in steps. The step is part of the URL, so that the browser's back and forward work. */
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
    PitUnavailable,
    RouterLink,
    PublisherStep,
    StaleStrip,
    TestStep,
  ],
  providers: [PitStore, CameraSetupStore, CameraTestRun, JwtMode, SetupNavigation],
  templateUrl: './camera-setup-page.html',
  styleUrl: './camera-setup-page.scss',
  host: { '(window:beforeunload)': 'confirmUnload($event)' },
})
export class CameraSetupPage {
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly title = inject(Title);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('question');
  private readonly addressStep = viewChild(AddressStep);

  /** The pit's id, from the URL. */
  readonly id = input.required({ transform: numberAttribute });
  /** From the route: a new camera, or the current camera of the pit. */
  readonly mode = input.required<'new' | 'edit'>();
  /** The requested step (query). */
  readonly step = input<string>();
  /** An address to take in place of the saved one (query). */
  readonly address = input<string>();

  protected readonly store = inject(PitStore);
  protected readonly setup = inject(CameraSetupStore);
  protected readonly navigation = inject(SetupNavigation);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('cameras:write'));
  protected readonly pit = computed(() => {
    const view = this.store.view();
    return view.kind === 'pit' ? view.pit : null;
  });
  protected readonly label = computed(() => {
    const pit = this.pit();
    return pit ? pitLabel(pit) : text('unknownPit');
  });
  protected readonly failure = computed(() => {
    const error = this.setup.error();
    if (!error) return null;
    // These steps show the error at its field.
    const shownBy = error.field === 'address' ? 'address' : error.field === 'allowList' ? 'publisher' : null;
    return this.navigation.shown() === shownBy ? null : error.text;
  });
  protected readonly consequence = computed(() =>
    this.navigation.shown() === 'test' && !this.setup.saved()
      ? saveConsequence(this.setup.camera(), this.pit()?.stream.readers ?? 0)
      : null,
  );
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly text = text;
  protected readonly question = stepQuestion;
  protected readonly arrowLeft = arrowLeft;
  protected readonly check = check;
  protected readonly lock = lock;

  constructor() {
    const pitId = computed(() => this.pit()?.id);
    effect(() => this.store.show(this.id()));
    effect(() => {
      if (pitId() !== undefined) untracked(() => this.start());
    });
    effect(() => {
      this.setup.startCount();
      this.navigation.requested.set(this.step() ?? untracked(() => this.firstStep()));
    });
    effect(() => this.updateUrl());
    effect(() => this.title.setTitle(commonText('productTitle', { page: this.documentTitle() })));
    focusHeadings(this.navigation.shown, this.heading, this.setup.fieldToFocus);
  }

  /** Asks for confirmation before unsaved work is lost. */
  async mayLeave(): Promise<boolean> {
    const unsaved = this.unsavedWork();
    if (!unsaved) return true;
    const { confirm } = await import('../../ui/confirm-dialog');
    return confirm(this.injector, {
      heading: text(`unsaved.${unsaved}.heading`),
      consequence: text(`unsaved.${unsaved}.consequence`),
      action: text('unsaved.leave'),
      act: () => Promise.resolve(null),
    });
  }

  /** Completes the step and goes to the next one. */
  protected async advance(): Promise<void> {
    const step = this.navigation.shown();
    if (step === 'picture') {
      const pit = this.pit();
      return void (pit && (await this.router.navigate(pitLink(pit))));
    }
    if (step === 'address' && !this.addressStep()?.submit()) return;
    const next = await this.navigation.continue();
    if (next) await this.goTo(next);
  }

  protected goTo(step: SetupStep): Promise<boolean> {
    return this.router.navigate([], { queryParams: { step }, queryParamsHandling: 'merge' });
  }

  protected change(answer: 'address' | 'password' | 'key'): void {
    if (answer !== 'key') this.setup.fieldToFocus.set(answer);
    void this.goTo(answer === 'key' ? 'key' : 'address');
  }

  /** Closing the tab: the browser asks for confirmation. */
  protected confirmUnload(event: BeforeUnloadEvent): void {
    if (this.unsavedWork()) event.preventDefault();
  }

  private unsavedWork(): UnsavedWork | null {
    if (this.setup.hasUnsavedKey()) return 'key';
    return this.setup.hasUnsavedAnswers() ? 'answers' : null;
  }

  private start(): void {
    const pit = this.pit();
    if (!pit) return;
    // After a reload, these steps show the saved camera.
    const continues = this.mode() === 'edit' || this.step() === 'picture' || this.step() === 'key';
    this.setup.start(pit, continues ? 'camera' : 'empty');
    const address = this.address();
    if (address) this.setup.answer({ address });
  }

  /** Puts the shown step into the URL, also when a reload requests a step whose answers are lost. */
  private updateUrl(): void {
    const shown = this.navigation.shown();
    if (this.setup.startCount() === 0 || this.navigation.requested() === shown) return;
    this.navigation.requested.set(shown);
    const options = { queryParams: { step: shown }, replaceUrl: true } as const;
    void this.router.navigate([], { ...options, queryParamsHandling: 'merge' });
  }

  private documentTitle(): string {
    return text('title.document', { step: stepName(this.navigation.shown()), pit: this.label() });
  }

  private firstStep(): SetupStep {
    if (this.mode() === 'new') return 'connection';
    return this.setup.entry().connection === 'push' ? 'publisher' : 'address';
  }
}
