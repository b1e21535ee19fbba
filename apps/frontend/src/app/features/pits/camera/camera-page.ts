import { Component, computed, effect, inject, Injector, input, numberAttribute, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { PitStream } from '@ppf/contracts';
import activity from 'lucide-static/icons/activity.svg';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import cctv from 'lucide-static/icons/cctv.svg';
import keyRound from 'lucide-static/icons/key-round.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import { SessionStore } from '../../../session/session-store';
import { StreamTokenLoader } from '../../../player';
import { after } from '../../../ui/after';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { PitAbsence } from '../pit-absence';
import { pitLabel } from '../pit-state-text';
import { PitStore } from '../pit-store';
import { StaleStrip } from '../stale-strip';
import { answerToChange } from './camera-test-text';
import { CameraFacts } from './camera-facts';
import { CameraTestReport } from './camera-test-report';
import { CameraTestRun } from './camera-test-run';

/** A pit's camera: what is known of it, whether it can be seen, and all that its owner can do with it. */
@Component({
  selector: 'ppf-camera-page',
  imports: [
    CameraFacts,
    CameraTestReport,
    Icon,
    Notice,
    PitAbsence,
    RouterLink,
    StaleStrip,
    StreamTokenLoader,
  ],
  providers: [PitStore, CameraTestRun],
  templateUrl: './camera-page.html',
  styleUrls: ['./camera-page.scss'],
})
export class CameraPage {
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly title = inject(Title);

  /** The pit's id, from the address. */
  readonly id = input.required({ transform: numberAttribute });

  protected readonly store = inject(PitStore);
  protected readonly run = inject(CameraTestRun);
  protected readonly mayManage = inject(SessionStore).mayManage;
  protected readonly tested = signal(false);
  protected readonly pit = computed(() => {
    const view = this.store.view();
    return view.kind === 'pit' ? view.pit : null;
  });
  protected readonly label = computed(() => {
    const pit = this.pit();
    return pit ? pitLabel(pit) : 'the pit';
  });
  protected readonly stream = computed<PitStream | undefined>(() => this.pit()?.stream, {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly toChange = computed(() => {
    const found = this.run.found();
    return found && !found.ok ? answerToChange(found) : null;
  });
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly activity = activity;
  protected readonly arrowLeft = arrowLeft;
  protected readonly cctv = cctv;
  protected readonly keyRound = keyRound;
  protected readonly pencil = pencil;
  protected readonly trash = trash;

  constructor() {
    effect(() => this.store.show(this.id()));
    effect(() => this.title.setTitle(`Camera of ${this.label()} · PPF Monitoring`));
  }

  protected test(): void {
    void this.run.begin(this.id(), {});
  }

  protected async remove(): Promise<void> {
    const pit = this.pit();
    if (!pit) return;
    const { confirmCameraRemoval } = await import('../dialogs/confirmations');
    if (!(await confirmCameraRemoval(this.injector, pit))) return;
    await this.router.navigate(['/pits', pit.id]);
  }
}
