import { Injectable } from '@nestjs/common';
import { type MediaServer, MediaServers } from '../../media-servers';
import { DescribePlan } from '../paths/plan/describe-plan';
import { PathReconcilers } from '../paths/reconcile/path-reconciler';
import { OfflineCameraMonitors } from '../reconnect/offline-camera-monitors';
import { EdgeReaders } from '../status/poll/edge-readers';
import { StreamStatusTrackers } from '../status/poll/stream-status-trackers';
import { type DriverDependencies, MediaServerDriver } from './media-server-driver';

/** Creates the drivers of the media servers and finds them by media server id. */
@Injectable()
export class MediaServerDrivers {
  private readonly drivers = new WeakMap<MediaServer, MediaServerDriver>();
  private readonly dependencies: DriverDependencies;

  constructor(
    private readonly servers: MediaServers,
    reconcilers: PathReconcilers,
    trackers: StreamStatusTrackers,
    describePlan: DescribePlan,
    offlineCameras: OfflineCameraMonitors,
  ) {
    this.dependencies = {
      reconcilers,
      trackers,
      describePlan,
      offlineCameras,
      edgeReaders: new EdgeReaders(),
    };
    servers.useWorkers((server) => this.create(server));
  }

  /** Drivers of all media servers, by media server id. */
  get all(): readonly MediaServerDriver[] {
    return this.servers.all.flatMap((server) => this.drivers.get(server) ?? []);
  }

  /** Driver of the media server with this id. */
  get(serverId: number): MediaServerDriver | undefined {
    const server = this.servers.get(serverId);
    return server && this.drivers.get(server);
  }

  private create(server: MediaServer): MediaServerDriver {
    const driver = new MediaServerDriver(server, this.dependencies);
    this.drivers.set(server, driver);
    return driver;
  }
}
