import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import type { Subscription } from 'rxjs';
import { MediamtxConfig } from '../config/mediamtx.config';
import { ReadDesiredPaths, ReconcileOnPitChange } from '../media';
import { PlacementIndex } from '../media-servers';
import { NotifyListener } from '../platform/database/notify-listener';
import { DomainError } from '../platform/problems/domain-error';
import { ConfigurationFeed } from './configuration-feed';
import { toAgentConfiguration } from './to-agent-configuration';

/** Milliseconds after which a poll ends without a change. Proxies end a silent request after 60 s or later. */
const POLL_MS = 25_000;

/** Desired configurations of the media servers, for their agents. Every backend serves every agent. */
@Injectable()
export class AgentConfigurations implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly feeds = new Map<number, ConfigurationFeed>();
  private ending = new AbortController();
  private changes: Subscription | undefined;

  constructor(
    private readonly desiredPaths: ReadDesiredPaths,
    private readonly pathChanges: ReconcileOnPitChange,
    private readonly placements: PlacementIndex,
    private readonly notifications: NotifyListener,
    private readonly config: MediamtxConfig,
  ) {}

  /** Follows changes. */
  async onApplicationBootstrap(): Promise<void> {
    this.changes = this.pathChanges.affectedServers.subscribe((id) => this.feeds.get(id)?.changed());
    await this.notifications.listen('path_reconnect_requested', {
      onNotify: ({ mediaServerId, path, id }) =>
        this.feeds.get(mediaServerId)?.reconnect({ id, path }, performance.now()),
      onReconnect: () => this.feeds.forEach((feed) => feed.changed()),
    });
  }

  /** Ends every poll. */
  async onModuleDestroy(): Promise<void> {
    this.changes?.unsubscribe();
    this.endAll();
    await Promise.all([...this.feeds.values()].map((feed) => feed.stop()));
  }

  /** Ends every poll in progress, because the backend shuts down. */
  endAll(): void {
    this.ending.abort();
    this.ending = new AbortController();
  }

  /**
   * Waits for a configuration with another version.
   * @param version Version that the agent has; undefined: none.
   * @param signal Aborted when the agent has disconnected.
   * @returns JSON of a `MediaAgentConfiguration`, which contains passwords; null when nothing changed within 25 s.
   */
  async next(
    mediaServerId: number,
    version: string | undefined,
    signal: AbortSignal,
  ): Promise<string | null> {
    const ends = AbortSignal.any([signal, this.ending.signal, AbortSignal.timeout(POLL_MS)]);
    return this.feedOf(mediaServerId).next(version, ends);
  }

  private feedOf(mediaServerId: number): ConfigurationFeed {
    const server = this.placements.server(mediaServerId);
    if (!server) throw new DomainError('not-ready', { retryAfterSeconds: 1 });
    const feed =
      this.feeds.get(mediaServerId) ?? new ConfigurationFeed(server.name, () => this.read(mediaServerId));
    this.feeds.set(mediaServerId, feed);
    return feed;
  }

  private async read(mediaServerId: number) {
    const pathsBy = this.placements.server(mediaServerId)?.pathsBy ?? 'api';
    const desired = pathsBy === 'file' ? await this.desiredPaths.read(mediaServerId) : [];
    const versionKey = createHmac('sha256', this.config.hookSecret)
      .update('media agent version')
      .digest('hex');
    return toAgentConfiguration({ mediaServerId, pathsBy, desired, versionKey });
  }
}
