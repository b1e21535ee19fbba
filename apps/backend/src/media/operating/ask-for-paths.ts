import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { PlacementIndex } from '../../placement';
import { NotifyListener } from '../../platform/database/notify-listener';
import { MediaServers } from '../running/media-servers';

/** Has the paths of the media servers brought in line when a pit, a camera or a placement changes, or somebody asks. */
@Injectable()
export class AskForPaths implements OnApplicationBootstrap, OnModuleDestroy {
  private following: Subscription | undefined;

  constructor(
    private readonly servers: MediaServers,
    private readonly placements: PlacementIndex,
    private readonly notifications: NotifyListener,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    this.following = this.placements.changes.subscribe(() => this.ask());
    await this.notifications.listen('pits_changed', {
      onNotify: () => this.ask(),
      onReconnect: () => this.ask(),
    });
    await this.notifications.listen('reconcile_requested', {
      onNotify: (id) => this.servers.get(id)?.keeper.soon(),
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
