import { Component, inject, Injector } from '@angular/core';
import type { AlertChannel, MaintenanceWindow } from '@ppf/contracts';
import bellRing from 'lucide-static/icons/bell-ring.svg';
import plus from 'lucide-static/icons/plus.svg';
import unplug from 'lucide-static/icons/unplug.svg';
import { problemText } from '../../api/problem-text';
import { after } from '../../ui/after';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { StaleStrip } from '../../ui/stale-strip';
import { AlertsStore } from './alerts-store';
import { ChannelCard } from './channel-card';
import { DeliveryList } from './delivery-list';
import { MaintenanceList } from './maintenance-list';
import { text } from './texts/text';

/** Alert channels, sent messages and maintenance times of a workshop. */
@Component({
  selector: 'ppf-alerts-page',
  imports: [ChannelCard, DeliveryList, Icon, MaintenanceList, Notice, StaleStrip],
  providers: [AlertsStore],
  templateUrl: './alerts-page.html',
  styleUrl: './alerts-page.scss',
})
export class AlertsPage {
  private readonly injector = inject(Injector);

  protected readonly store = inject(AlertsStore);
  protected readonly skeleton = after(300, () => this.store.view().kind === 'loading');
  protected readonly plus = plus;
  protected readonly bellRing = bellRing;
  protected readonly unplug = unplug;
  protected readonly problemText = problemText;
  protected readonly text = text;

  /** @param channel null to add one */
  protected async edit(channel: AlertChannel | null, emailAvailable: boolean): Promise<void> {
    const workshopId = this.store.workshopId();
    if (workshopId === undefined) return;
    const { openChannelDialog } = await import('./dialogs/channel-dialog');
    const saved = await openChannelDialog(this.injector, {
      workshopId,
      channel,
      emailAvailable,
      pits: this.store.pits(),
    });
    if (saved === undefined) return;
    this.store.reload();
    if (saved.secret === null) return;
    const { openSecretDialog } = await import('./dialogs/secret-dialog');
    await openSecretDialog(this.injector, { name: saved.name, secret: saved.secret, previousUntil: null });
  }

  /** @param window null to add one */
  protected async editWindow(window: MaintenanceWindow | null): Promise<void> {
    const workshopId = this.store.workshopId();
    if (workshopId === undefined) return;
    const { openMaintenanceDialog } = await import('./dialogs/maintenance-dialog');
    const saved = await openMaintenanceDialog(this.injector, { workshopId, window, pits: this.store.pits() });
    if (saved) this.store.reload();
  }
}
