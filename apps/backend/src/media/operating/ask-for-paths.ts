import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { PlacementIndex } from '../../placement';
import { ListenNotify } from '../../platform/database/listen-notify';
import { MediaServers } from '../running/media-servers';
import { RECONCILIATION_ASKED } from './ask-for-reconciliation';

/** Has the paths of the media servers brought in line when a pit, a camera or a placement changes, or somebody asks. */
@Injectable()
export class AskForPaths implements OnApplicationBootstrap, OnModuleDestroy {
  private following: Subscription | undefined;

  constructor(
    private readonly servers: MediaServers,
    private readonly placements: PlacementIndex,
    private readonly notifications: ListenNotify,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    this.following = this.placements.changes.subscribe(() => this.ask());
    await this.notifications.listen('pits_changed', {
      notified: () => this.ask(),
      reconnected: () => this.ask(),
    });
    await this.notifications.listen(RECONCILIATION_ASKED, {
      notified: (id) => this.servers.get(Number(id))?.keeper.soon(),
      reconnected: () => undefined,
    });
  }

  /** Nest's shutdown. */
  onModuleDestroy(): void {
    this.following?.unsubscribe();
  }

  private ask(): void {
    for (const server of this.servers.allRunning) server.keeper.soon();
  }
}
