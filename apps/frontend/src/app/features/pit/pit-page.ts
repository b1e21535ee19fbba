import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  numberAttribute,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { UNKNOWN_STREAM } from '@ppf/contracts';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import compass from 'lucide-static/icons/compass.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import pause from 'lucide-static/icons/circle-pause.svg';
import videoOff from 'lucide-static/icons/video-off.svg';
import { problemText } from '../../api/problem-text';
import { SessionStore } from '../../session/session-store';
import { StreamTokenLoader } from '../../player';
import { after } from '../../ui/after';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { CameraNotApplied, pauseText } from '../../pits/camera/camera-not-applied';
import { PitColumn } from './pit-column';
import { pitLabel, pitStateText } from '../../pits/pit-state-text';
import { PitStore } from '../../pits/pit-store';
import { StaleStrip } from '../../ui/stale-strip';

/** What stands beside a picture that is due waits for it at most so long, ms. */
const PICTURE_FIRST_FOR = 500;
/** Connecting for longer is a trouble, ms. */
const SLOW_AFTER = 8_000;

/** One pit: its picture, and what belongs to it. */
@Component({
  selector: 'ppf-pit-page',
  imports: [CameraNotApplied, Icon, Notice, PitColumn, RouterLink, StaleStrip, StreamTokenLoader],
  providers: [PitStore],
  templateUrl: './pit-page.html',
  styleUrl: './pit-page.scss',
})
export class PitPage {
  private readonly router = inject(Router);
  private readonly title = inject(Title);
  private readonly clock = inject(Clock);

  /** The pit's id, from the address. */
  readonly id = input.required({ transform: numberAttribute });

  protected readonly video = viewChild(StreamTokenLoader);
  protected readonly column = viewChild(PitColumn);
  protected readonly store = inject(PitStore);
  protected readonly mayManage = inject(SessionStore).mayManage;
  protected readonly pauseText = computed(() => pauseText(this.pit()?.camera?.pause_reason));
  protected readonly pit = computed(() => {
    const view = this.store.view();
    return view.kind === 'pit' ? view.pit : null;
  });
  protected readonly label = computed(() => {
    const pit = this.pit();
    return pit ? pitLabel(pit) : 'Pit';
  });
  /** Before the API has told, the player may begin: it asks for its own token. */
  protected readonly stream = computed(() => this.pit()?.stream ?? UNKNOWN_STREAM, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly state = computed(() => {
    const pit = this.pit();
    return pit ? pitStateText(pit.stream, this.video()?.view() ?? null, pit.camera, this.clock.now()) : null;
  });
  private readonly playerState = computed(() => this.video()?.view().state ?? null);
  protected readonly hasPicture = computed(() => (this.video()?.view().transport ?? 'none') !== 'none');
  private readonly isSlow = after(SLOW_AFTER, () => this.playerState() === 'connecting');
  /** The player has no picture, and waiting a moment will not bring one. */
  protected readonly inTrouble = computed(() => {
    const state = this.playerState();
    return state !== null && state !== 'live' && (state !== 'connecting' || this.isSlow());
  });
  private readonly pictureIsLate = after(PICTURE_FIRST_FOR, () => !this.hasPicture());
  /** Making what stands beside the picture keeps the page's one thread from it; once there, it stays. */
  protected readonly besideIsDue = linkedSignal<boolean, boolean>({
    source: () => {
      const status = this.pit()?.stream.status ?? 'live';
      return status !== 'live' || this.hasPicture() || this.pictureIsLate();
    },
    computation: (isDue, before) => isDue || before?.value === true,
  });
  protected readonly findings = () => this.video()?.findings() ?? null;
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly arrowLeft = arrowLeft;
  protected readonly compass = compass;
  protected readonly pause = pause;
  protected readonly unplug = unplug;
  protected readonly videoOff = videoOff;
  protected readonly problemText = problemText;

  constructor() {
    effect(() => this.store.show(this.id()));
    effect(() => this.title.setTitle(`${this.label()} · PPF Monitoring`));
  }

  /** The pit is gone. */
  protected leave(): void {
    void this.router.navigateByUrl('/pits');
  }
}
