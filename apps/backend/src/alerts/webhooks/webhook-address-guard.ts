import { Injectable } from '@nestjs/common';
import { CameraAddressGuard, endpointsOfThisMachine, type HostCheck } from '@ppf/camera-probe';
import { AlertsConfig } from '../../config/alerts.config';
import { DatabaseConfig } from '../../config/database.config';
import { HttpConfig, ProcessConfig } from '../../config/http.config';
import { opensLoopback } from '../../config/open-loopback';
import { MediamtxConfig } from '../../config/mediamtx.config';
import { ownEndpointsOf, ownPortsOf } from '../../pits';
import { PlacementIndex } from '../../media-servers';
import type { WebhookTarget } from './parse-webhook-url';

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * Judges where webhooks may go, by the rules that keep camera addresses away from us and our cloud. PUBLIC_URL may be a
 * receiver's too: behind one proxy there are several programs, and whoever calls it from outside reaches no more.
 */
@Injectable()
export class WebhookAddressGuard {
  constructor(
    private readonly alerts: AlertsConfig,
    private readonly process: ProcessConfig,
    private readonly http: HttpConfig,
    private readonly mediamtx: MediamtxConfig,
    private readonly database: DatabaseConfig,
    private readonly placements: PlacementIndex,
  ) {}

  /** Looks the host up once. Connect to one of the addresses that it tells, and not to the name. */
  check({ host, port }: Pick<WebhookTarget, 'host' | 'port'>): Promise<HostCheck> {
    const { servers } = this.placements;
    const here = { ...this.http, publicUrl: `http://localhost:${this.http.port}` };
    const own = ownEndpointsOf(here, this.mediamtx, this.database, servers);
    const guard = new CameraAddressGuard({
      ...this.alerts.webhookNetworks,
      // As cameras may be.
      exempt: opensLoopback(this.process, this.http) ? LOOPBACK : [],
      own: [...own, ...endpointsOfThisMachine(ownPortsOf(this.http, this.mediamtx, servers))],
    });
    return guard.check(host, port);
  }
}
