import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { CamerasConfig } from '../../config/cameras.config';
import { type MediaServer, StreamStatusStore } from '../../media-servers';
import type { PathItem } from '@ppf/mediamtx';
import { notify } from '../../platform/database/notify';
import { ConcurrencyLimiter } from '../../platform/scheduling/concurrency-limiter';
import { type DesiredStreams } from '../paths/desired/desired-streams';
import { OfflineCameraMonitor } from './offline-camera-monitor';
import { type AgentReconnect, ControlApiReconnector } from './source-reconnector';

/**
 * TCP connections in parallel: of all workshops, and of one. Each lasts up to 0.7 s, so that a workshop without power
 * delays no other one.
 */
const CHECK_CONCURRENCY = { total: 256, perKey: 96 } as const;

/** Creates the monitors of offline cameras. All of them share one limit of port checks. */
@Injectable()
export class OfflineCameraMonitors {
  private readonly limiter = new ConcurrencyLimiter(CHECK_CONCURRENCY);

  constructor(
    private readonly config: CamerasConfig,
    private readonly streams: StreamStatusStore,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Monitor of one media server; null when the checks are switched off.
   * @param onStream Called when a camera sends again, before the poller has listed it.
   */
  create(
    server: MediaServer,
    desired: DesiredStreams,
    onStream: (item: PathItem) => void,
  ): OfflineCameraMonitor | null {
    if (!this.config.returnChecks) return null;
    const { streams, limiter } = this;
    const reconnector = new ControlApiReconnector(server.api, this.agentOf(server));
    return new OfflineCameraMonitor(server, { streams, desired, reconnector, limiter, onStream });
  }

  /** The backend with the connection of the agent forwards the request. */
  private agentOf(server: MediaServer): AgentReconnect {
    return {
      isUsed: () => server.pathsBy === 'file',
      request: (path) =>
        notify(this.dataSource, 'path_reconnect_requested', {
          mediaServerId: server.id,
          path,
          id: randomUUID(),
        }),
    };
  }
}
