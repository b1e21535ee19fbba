import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { PlacementIndex } from '../../media-servers';
import { NotifyListener } from '../../platform/database/notify-listener';
import { MediaServerDrivers } from './media-server-drivers';

/** Requests reconcile runs when a pit, a camera or a placement changes, and when an operator requests one. */
@Injectable()
export class ReconcileOnPitChange implements OnApplicationBootstrap, OnModuleDestroy {
  private placementChanges: Subscription | undefined;

  constructor(
    private readonly drivers: MediaServerDrivers,
    private readonly placements: PlacementIndex,
    private readonly notifications: NotifyListener,
  ) {}

  /** Starts listening. */
  async onApplicationBootstrap(): Promise<void> {
    this.placementChanges = this.placements.changes.subscribe(() => this.reconcileAll());
    await this.notifications.listen('pits_changed', {
      onNotify: () => this.reconcileAll(),
      onReconnect: () => this.reconcileAll(),
    });
    await this.notifications.listen('reconcile_requested', {
      onNotify: (serverId) => this.drivers.get(serverId)?.reconcileSoon(),
    });
  }

  /** Stops listening. */
  onModuleDestroy(): void {
    this.placementChanges?.unsubscribe();
  }

  private reconcileAll(): void {
    for (const driver of this.drivers.all) driver.reconcileSoon();
  }
}
