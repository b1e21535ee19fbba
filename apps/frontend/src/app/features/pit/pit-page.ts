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
import pause from 'lucide-static/icons/circle-pause.svg';
import videoOff from 'lucide-static/icons/video-off.svg';
import { SessionStore } from '../../session/session-store';
import { StreamTokenLoader } from '../../player';
import { commonText } from '../../texts';
import { after } from '../../ui/after';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { blockingReason, CameraNotApplied, pauseReasonText } from '../../pits/camera/camera-not-applied';
import { PitColumn } from './pit-column';
import { PitUnavailable } from '../../pits/pit-absence';
import { pitLabel, pitStateText } from '../../pits/pit-state-text';
import { pitsText } from '../../pits/texts/text';
import { PitStore } from '../../pits/pit-store';
import { StaleStrip } from '../../ui/stale-strip';
import { text } from './texts/text';

/** Maximum time that the column beside the video waits for the first frame, ms. */
const FIRST_FRAME_PATIENCE_MS = 500;
/** Connecting for longer than this is a problem, ms. */
const SLOW_AFTER_MS = 8_000;

/** One pit: its live video, status, viewers, camera and history. */
@Component({
  selector: 'ppf-pit-page',
  imports: [
    CameraNotApplied,
    Icon,
    Notice,
    PitColumn,
    PitUnavailable,
    RouterLink,
    StaleStrip,
    StreamTokenLoader,
  ],
  providers: [PitStore],
  templateUrl: './pit-page.html',
  styleUrl: './pit-page.scss',
})
export class PitPage {
  private readonly router = inject(Router);
  private readonly title = inject(Title);
  private readonly clock = inject(Clock);

  /** The pit's id, from the URL. */
  readonly id = input.required({ transform: numberAttribute });

  protected readonly video = viewChild(StreamTokenLoader);
  protected readonly column = viewChild(PitColumn);
  protected readonly store = inject(PitStore);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('pits:write'));
  protected readonly canDiagnose = computed(() => this.session.can('pits:diagnose'));
  protected readonly pauseReason = computed(() => pauseReasonText(this.pit()?.camera?.pause_reason));
  /** In place of the player, so that there is one message. */
  protected readonly blockingReason = computed(() => blockingReason(this.pit()));
  protected readonly pit = computed(() => {
    const view = this.store.view();
    return view.kind === 'pit' ? view.pit : null;
  });
  protected readonly label = computed(() => {
    const pit = this.pit();
    return pit ? pitLabel(pit) : pitsText('label.unknown');
  });
  /** The player starts before the pit is loaded, because it requests its own token. */
  protected readonly stream = computed(() => this.pit()?.stream ?? UNKNOWN_STREAM, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly state = computed(() => {
    const pit = this.pit();
    return pit ? pitStateText(pit.stream, this.video()?.view() ?? null, pit.camera, this.clock.now()) : null;
  });
  private readonly playerState = computed(() => this.video()?.view().state ?? null);
  protected readonly hasPicture = computed(() => (this.video()?.view().transport ?? 'none') !== 'none');
  private readonly isSlow = after(SLOW_AFTER_MS, () => this.playerState() === 'connecting');
  /** Whether the player has no video, and this is not a short wait. */
  protected readonly hasProblem = computed(() => {
    const state = this.playerState();
    return state !== null && state !== 'live' && (state !== 'connecting' || this.isSlow());
  });
  private readonly isFirstFrameLate = after(FIRST_FRAME_PATIENCE_MS, () => !this.hasPicture());
  /** Whether to render the column. Rendering it would delay the first frame; once rendered, it is kept. */
  protected readonly showsColumn = linkedSignal<boolean, boolean>({
    source: () => {
      const status = this.pit()?.stream.status ?? 'live';
      return status !== 'live' || this.hasPicture() || this.isFirstFrameLate();
    },
    computation: (isDue, before) => isDue || before?.value === true,
  });
  protected readonly findings = () => this.video()?.findings() ?? null;
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly arrowLeft = arrowLeft;
  protected readonly pause = pause;
  protected readonly videoOff = videoOff;
  protected readonly text = text;
  protected readonly common = commonText;

  constructor() {
    effect(() => this.store.show(this.id()));
    effect(() => this.title.setTitle(commonText('productTitle', { page: this.label() })));
  }

  /** Leaves the page of a deleted pit. */
  protected leave(): void {
    void this.router.navigateByUrl('/pits');
  }
}
