import { Component, computed, effect, inject, input, numberAttribute, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { PitStream } from '@ppf/contracts';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import cctv from 'lucide-static/icons/cctv.svg';
import pause from 'lucide-static/icons/circle-pause.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import { CamerasApi } from '../../api/cameras-api';
import { ProblemError } from '../../api/problem-error';
import { actionProblemText } from '../../api/problem-text';
import { SessionStore } from '../../session/session-store';
import { type DisplayState, StreamTokenLoader } from '../../player';
import { commonText } from '../../texts';
import { after } from '../../ui/after';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { blockingReason, CameraNotApplied, pauseReasonText } from '../../pits/camera/camera-not-applied';
import { PitUnavailable } from '../../pits/pit-absence';
import { pitLabel } from '../../pits/pit-state-text';
import { PitStore } from '../../pits/pit-store';
import { StaleStrip } from '../../ui/stale-strip';
import { CameraEnding } from './camera-ending';
import { CameraFacts } from '../../pits/camera/camera-facts';
import { CameraTestCard } from './camera-test-card';
import { PublishAddressChanged } from '../../pits/camera/publish-address-changed';
import { PublishKeyCard } from './publish-key-card';
import { text } from './texts/text';

/** A pit's camera: its video, settings and test, and the actions of its owner. */
@Component({
  selector: 'ppf-camera-page',
  imports: [
    CameraNotApplied,
    CameraEnding,
    CameraFacts,
    CameraTestCard,
    Icon,
    Notice,
    PitUnavailable,
    PublishAddressChanged,
    PublishKeyCard,
    RouterLink,
    StaleStrip,
    StreamTokenLoader,
  ],
  providers: [PitStore],
  templateUrl: './camera-page.html',
  styleUrl: './camera-page.scss',
})
export class CameraPage {
  private readonly cameras = inject(CamerasApi);
  private readonly title = inject(Title);

  /** The pit's id, from the URL. */
  readonly id = input.required({ transform: numberAttribute });

  protected readonly store = inject(PitStore);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('cameras:write'));
  protected readonly pauseReason = computed(() => pauseReasonText(this.pit()?.camera?.pause_reason));
  /** In place of the player, so that there is one message. */
  protected readonly blockingReason = computed(() => blockingReason(this.pit()));
  /** Why resuming failed. */
  protected readonly failure = signal<string | null>(null);
  /** State of the player on this page; null: there is no player. */
  protected readonly playerState = signal<DisplayState | null>(null);
  protected readonly pit = computed(() => {
    const view = this.store.view();
    return view.kind === 'pit' ? view.pit : null;
  });
  protected readonly label = computed(() => {
    const pit = this.pit();
    return pit ? pitLabel(pit) : text('unknownPit');
  });
  protected readonly stream = computed<PitStream | undefined>(() => this.pit()?.stream, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly arrowLeft = arrowLeft;
  protected readonly cctv = cctv;
  protected readonly pause = pause;
  protected readonly pencil = pencil;

  constructor() {
    effect(() => this.store.show(this.id()));
    effect(() =>
      this.title.setTitle(commonText('productTitle', { page: text('title', { pit: this.label() }) })),
    );
  }

  protected async resume(): Promise<void> {
    this.failure.set(null);
    try {
      await this.cameras.setPaused(this.id(), false);
      this.store.reload();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.failure.set(actionProblemText(problem));
    }
  }
}
