import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  effect,
  signal,
  viewChild,
} from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { DIAGNOSIS_STEPS, type DiagnosisStep, type PlayerFindings } from '@ppf/contracts';
import check from 'lucide-static/icons/circle-check.svg';
import cross from 'lucide-static/icons/circle-x.svg';
import waiting from 'lucide-static/icons/circle-dashed.svg';
import question from 'lucide-static/icons/circle-question-mark.svg';
import stethoscope from 'lucide-static/icons/stethoscope.svg';
import warning from 'lucide-static/icons/triangle-alert.svg';
import { Busy } from '../../../ui/busy';
import { Icon } from '../../../ui/icon';
import { stepTimeText } from '../../../pits/camera-test/camera-test-text';
import { DiagnosisRun } from './diagnosis-run';
import { nothingFound, STATE_TEXTS, STEP_TEXTS } from './diagnosis-text';

/** What is wrong with a pit's picture: a button, and what it found, the fault and its fix first. */
@Component({
  selector: 'ppf-diagnosis-card',
  imports: [Busy, Icon, MatProgressBar],
  providers: [DiagnosisRun],
  templateUrl: './diagnosis-card.html',
  styleUrl: './diagnosis-card.scss',
  host: { '[class.card]': 'opened() || inTrouble()' },
})
export class DiagnosisCard {
  private readonly injector = inject(Injector);

  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** Whether the player has no picture, and will not have one by waiting a moment. */
  readonly inTrouble = input.required<boolean>();
  /** Whether a picture is shown, which stands still while `inTrouble`. */
  readonly hasPicture = input(false);
  /** What the player sees, asked when a diagnosis begins; null: there is no player. */
  readonly findings = input.required<() => PlayerFindings | null>();

  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private readonly opener = viewChild<ElementRef<HTMLElement>>('opener');
  private readonly said = viewChild<ElementRef<HTMLElement>>('said');
  protected readonly run = inject(DiagnosisRun);
  protected readonly opened = signal(false);
  protected readonly steps = computed(() => {
    const known = this.run.found()?.steps;
    return DIAGNOSIS_STEPS.map((step) => ({
      step,
      known: known?.find((each) => each.step === step) ?? null,
    }));
  });
  protected readonly texts = STEP_TEXTS;
  protected readonly states = STATE_TEXTS;
  protected readonly timeText = stepTimeText;
  protected readonly nothingFound = nothingFound;
  protected readonly stethoscope = stethoscope;

  constructor() {
    effect(() => {
      if (this.run.running() || this.run.found()) this.showSaid();
    });
  }

  /** Opens the card and looks. */
  look(): void {
    if (!this.opened()) this.focusLater(() => this.heading());
    this.opened.set(true);
    void this.run.begin(this.pitId(), this.findings()());
  }

  protected close(): void {
    this.run.stop();
    this.focusLater(() => this.opener());
    this.opened.set(false);
  }

  protected isWarned(step: DiagnosisStep | null): boolean {
    return step?.fault?.severity === 'warning';
  }

  protected iconOf(step: DiagnosisStep | null): string {
    if (step?.state === 'fault') return cross;
    if (step?.fault) return warning;
    if (step?.state === 'ok') return check;
    return step?.state === 'unknown' ? question : waiting;
  }

  // What was pressed is gone once the card opens or closes.
  private focusLater(place: () => ElementRef<HTMLElement> | undefined): void {
    const read = (): void => place()?.nativeElement.focus({ preventScroll: true });
    afterNextRender({ read }, { injector: this.injector });
  }

  // On a phone it is beneath the edge of the window, and what is said may be beneath the picture.
  private showSaid(): void {
    const read = (): void => this.said()?.nativeElement.scrollIntoView?.({ block: 'nearest' });
    afterNextRender({ read }, { injector: this.injector });
  }
}
