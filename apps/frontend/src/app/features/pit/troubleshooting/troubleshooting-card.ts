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
import { formatMilliseconds } from '../../../texts';
import { text } from '../texts/text';
import { TroubleshootingRun } from './troubleshooting-run';
import { nothingFoundText, stepStateText, stepText } from './troubleshooting-text';

/** Troubleshooting of a pit: a button, and the result with the main finding and its fix first. */
@Component({
  selector: 'ppf-troubleshooting-card',
  imports: [Busy, Icon, MatProgressBar],
  providers: [TroubleshootingRun],
  templateUrl: './troubleshooting-card.html',
  styleUrl: './troubleshooting-card.scss',
  host: { '[class.card]': 'opened() || hasProblem()' },
})
export class TroubleshootingCard {
  private readonly injector = inject(Injector);

  /** The pit's id. */
  readonly pitId = input.required<number>();
  /** Whether the player has no video, and this is not a short wait. */
  readonly hasProblem = input.required<boolean>();
  /** Whether a frame is shown, which is frozen while `hasProblem`. */
  readonly hasPicture = input(false);
  /** Returns the player's findings when troubleshooting starts; null: there is no player. */
  readonly findings = input.required<() => PlayerFindings | null>();

  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private readonly opener = viewChild<ElementRef<HTMLElement>>('opener');
  private readonly result = viewChild<ElementRef<HTMLElement>>('result');
  protected readonly run = inject(TroubleshootingRun);
  protected readonly opened = signal(false);
  protected readonly steps = computed(() => {
    const known = this.run.found()?.steps;
    return DIAGNOSIS_STEPS.map((step) => ({
      step,
      known: known?.find((each) => each.step === step) ?? null,
    }));
  });
  protected readonly text = text;
  protected readonly stepText = stepText;
  protected readonly stateText = stepStateText;
  protected readonly milliseconds = formatMilliseconds;
  protected readonly nothingFoundText = nothingFoundText;
  protected readonly stethoscope = stethoscope;

  constructor() {
    effect(() => {
      if (this.run.running() || this.run.found()) this.scrollToResult();
    });
  }

  /** Opens the card and starts troubleshooting. */
  start(): void {
    if (!this.opened()) this.focusLater(() => this.heading());
    this.opened.set(true);
    void this.run.start(this.pitId(), this.findings()());
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

  // The pressed button is removed when the card opens or closes.
  private focusLater(place: () => ElementRef<HTMLElement> | undefined): void {
    const read = (): void => place()?.nativeElement.focus({ preventScroll: true });
    afterNextRender({ read }, { injector: this.injector });
  }

  // On a phone the result may be below the edge of the window or below the video.
  private scrollToResult(): void {
    const read = (): void => this.result()?.nativeElement.scrollIntoView?.({ block: 'nearest' });
    afterNextRender({ read }, { injector: this.injector });
  }
}
