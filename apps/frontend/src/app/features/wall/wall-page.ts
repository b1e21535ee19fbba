import { Component, computed, inject, Injector } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import camera from 'lucide-static/icons/cctv.svg';
import plus from 'lucide-static/icons/plus.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import { problemText } from '../../api/problem-text';
import { SessionStore } from '../../session/session-store';
import { WorkshopStore } from '../../session/workshop-store';
import { commonText } from '../../texts';
import { after } from '../../ui/after';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { PitGrid } from './pit-grid';
import { pitLink } from '../../pits/pit-address';
import { WallStore } from './wall-store';
import { text } from './texts/text';
import { StaleStrip } from '../../ui/stale-strip';

/** All pits of the workshop, live. */
@Component({
  selector: 'ppf-wall-page',
  imports: [Icon, Notice, PitGrid, RouterLink, StaleStrip],
  providers: [WallStore],
  templateUrl: './wall-page.html',
  styleUrl: './wall-page.scss',
})
export class WallPage {
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly workshops = inject(WorkshopStore);

  protected readonly store = inject(WallStore);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('pits:write'));
  protected readonly workshopName = computed(() => this.workshops.current()?.name);
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly text = text;
  protected readonly common = commonText;
  protected readonly camera = camera;
  protected readonly plus = plus;
  protected readonly unplug = unplug;
  protected readonly problemText = problemText;

  /** Adds a pit and opens the setup of its camera. */
  protected async addPit(): Promise<void> {
    const workshopId = this.workshops.currentId();
    if (workshopId === undefined) return;
    const { openAddPitDialog } = await import('./add-pit-dialog');
    const added = await openAddPitDialog(this.injector, { workshopId, number: this.store.nextNumber() });
    if (!added) return;
    this.store.reload();
    await this.router.navigate(pitLink(added, 'camera', 'new'));
  }
}
