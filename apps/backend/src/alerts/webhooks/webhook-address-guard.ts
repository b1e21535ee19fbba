import { Injectable } from '@nestjs/common';
import {
  CameraAddressGuard,
  endpointsOfThisMachine,
  type HostCheck,
  resolveBySystem,
} from '@ppf/camera-probe';
import { AlertsConfig } from '../../config/alerts.config';
import { DatabaseConfig } from '../../config/database.config';
import { HttpConfig, ProcessConfig } from '../../config/http.config';
import { opensLoopback } from '../../config/open-loopback';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { ownEndpointsOf, ownPortsOf } from '../../pits';
import { PlacementIndex } from '../../media-servers';
import type { WebhookTarget } from './parse-webhook-url';
import { WebhookLookups } from './webhook-lookups';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * Checks webhook addresses with the rules for camera addresses, which block this installation and cloud metadata.
 * PUBLIC_URL is allowed: the same proxy may also serve a receiver, and a call through it has no more access than a call
 * from the internet.
 */
@Injectable()
export class WebhookAddressGuard {
  private readonly lookups = new WebhookLookups();

  constructor(
    private readonly alerts: AlertsConfig,
    private readonly process: ProcessConfig,
    private readonly http: HttpConfig,
    private readonly mediamtx: MediamtxConfig,
    private readonly database: DatabaseConfig,
    private readonly placements: PlacementIndex,
  ) {}

  /**
   * Resolves the host once. Connect to one of the returned addresses, not to the name.
   * @param workshopId The workshop whose lookup limit applies.
   */
  check({ host, port }: Pick<WebhookTarget, 'host' | 'port'>, workshopId: number): Promise<HostCheck> {
    const { servers } = this.placements;
    const local = { ...this.http, publicUrl: `http://localhost:${this.http.port}` };
    const own = ownEndpointsOf(local, this.mediamtx, this.database, servers);
    const policy = {
      ...this.alerts.webhookNetworks,
      // As for cameras.
      exempt: opensLoopback(this.process, this.http) ? LOOPBACK : [],
      own: [...own, ...endpointsOfThisMachine(ownPortsOf(this.http, this.mediamtx, servers))],
    };
    return new CameraAddressGuard(policy, this.lookups.of(workshopId), resolveBySystem).check(host, port);
  }
}
