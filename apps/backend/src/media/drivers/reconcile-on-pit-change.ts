import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Observable, Subject, type Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { PlacementIndex } from '../../media-servers';
import { NotifyListener } from '../../platform/database/notify-listener';
import { RowFaults } from '../../platform/observability/row-faults';
import { type RowCopy, RowProjection } from '../../platform/projection/row-projection';
import { SqlRows } from '../../platform/projection/sql-rows';
import { MediaServerDrivers } from './media-server-drivers';

/** The workshop of a pit. Kept in memory, because a deleted pit has no row that names its workshop. */
interface PitRow {
  readonly id: number;
  readonly workshopId: number;
}

/**
 * Requests reconcile runs of the media servers that a change affects: a change of a pit or camera, of a placement, and a
 * request of an operator. Other media servers are left alone.
 */
@Injectable()
export class ReconcileOnPitChange implements OnApplicationBootstrap, OnModuleDestroy {
  private workshops = new Map<number, number>();
  private readonly pits: RowProjection<PitRow>;
  private placementChanges: Subscription | undefined;
  private readonly affected = new Subject<number>();

  /** Emits the id of each media server whose desired paths may have changed. */
  readonly affectedServers: Observable<number> = this.affected.asObservable();

  constructor(
    private readonly drivers: MediaServerDrivers,
    private readonly placements: PlacementIndex,
    private readonly notifications: NotifyListener,
    dataSource: DataSource,
    faults: RowFaults,
  ) {
    this.pits = new RowProjection(
      { notifications, faults },
      {
        name: 'workshops of pits',
        channels: { pits_changed: (pitId) => [pitId] },
        source: new SqlRows<PitRow>(dataSource, {
          select: 'SELECT id, workshop_id AS "workshopId" FROM pit',
        }),
        copy: this.pitCopy(),
        faults: { task: 'placements', row: 'pit' },
      },
    );
  }

  /** Starts listening. */
  async onApplicationBootstrap(): Promise<void> {
    this.placementChanges = this.placements.changes.subscribe((serverIds) => this.reconcile(serverIds));
    await this.notifications.listen('reconcile_requested', {
      onNotify: (serverId) => this.reconcile([serverId]),
    });
    await this.pits.start();
  }

  /** Stops listening. */
  async onModuleDestroy(): Promise<void> {
    this.placementChanges?.unsubscribe();
    await this.pits.stop();
  }

  private pitCopy(): RowCopy<PitRow> {
    return {
      beginLoad: () => {
        const workshops = new Map<number, number>();
        return {
          put: ({ id, workshopId }) => void workshops.set(id, workshopId),
          commit: () => {
            this.workshops = workshops;
            this.reconcile(this.placements.servers.map((server) => server.id));
          },
        };
      },
      put: ({ id, workshopId }) => {
        this.workshops.set(id, workshopId);
        this.reconcile(this.placements.serversWithPathsOf(workshopId));
      },
      remove: (id) => {
        const workshopId = this.workshops.get(id);
        this.workshops.delete(id);
        if (workshopId !== undefined) this.reconcile(this.placements.serversWithPathsOf(workshopId));
      },
    };
  }

  private reconcile(serverIds: Iterable<number>): void {
    for (const id of serverIds) {
      this.drivers.get(id)?.reconcileSoon();
      this.affected.next(id);
    }
  }
}
