import { type HostVerdict, REFUSAL_TEXTS } from '@ppf/camera-probe';
import { Injectable, Logger } from '@nestjs/common';
import { isIP } from 'node:net';
import { RowFaults } from '../../platform/observability/row-faults';
import { CameraNetwork } from './camera-network';
import type { CameraEntity } from './camera.entity';
import { WorkshopCameraNetworks, type WorkshopNetworksOfPit } from './workshop-camera-networks';

/** Where the media server may fetch a camera from. */
export type CameraWhereabouts =
  /** At this host, which the URL must hold. */
  | { readonly kind: 'at'; readonly host: string }
  /** Its name cannot be looked up now. What the media server has may stay. */
  | { readonly kind: 'unknown' }
  /** Nowhere: its address is refused, or it has a new name that cannot be looked up yet. */
  | { readonly kind: 'nowhere' };

/** Names remembered at most; past it the oldest are forgotten first. */
const MOST_NAMES = 20_000;

interface LastSeen {
  readonly name: string;
  readonly address: string;
}

/**
 * Judges where cameras are each time the media server is told of them: what a name means changes, and MediaMTX would
 * follow it anywhere. It gets the judged address instead of the name, and the same one for as long as the name means it.
 */
@Injectable()
export class SavedCameraHosts {
  private readonly logger = new Logger(SavedCameraHosts.name);
  private readonly lastSeen = new Map<number, LastSeen>();
  private readonly refused = new Map<number, string>();

  constructor(
    private readonly network: CameraNetwork,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly faults: RowFaults,
  ) {}

  /** Where each pulled camera is, by camera id. */
  async locate(cameras: readonly CameraEntity[]): Promise<ReadonlyMap<number, CameraWhereabouts>> {
    const networks = await this.workshopNetworks.ofPits(cameras.map(({ pitId }) => pitId));
    const guards = this.network.guardsForSaved();
    const located = cameras.map(async (camera): Promise<[number, CameraWhereabouts]> => {
      const at = await this.faults.isolateAsync('camera-hosts', `pit ${camera.pitId}`, () =>
        this.locateOne(camera, networks.get(camera.pitId), guards),
      );
      return [camera.id, at ?? { kind: 'nowhere' }];
    });
    return new Map(await Promise.all(located));
  }

  private async locateOne(
    camera: CameraEntity,
    workshop: WorkshopNetworksOfPit | undefined,
    guards: ReturnType<CameraNetwork['guardsForSaved']>,
  ): Promise<CameraWhereabouts> {
    const { host, port } = camera;
    if (host === null || port === null || workshop === undefined) return { kind: 'nowhere' };
    const verdict = await guards.of(host, workshop.networks, workshop.workshopId).judge(host, port);
    this.tellRefusal(camera, verdict);
    return this.whereabouts(camera, host, verdict);
  }

  private whereabouts(
    { id, tls, tlsFingerprint }: CameraEntity,
    name: string,
    verdict: HostVerdict,
  ): CameraWhereabouts {
    const last = this.lastSeen.get(id);
    // A certificate is for the name, and keeps TLS from talking to anybody else; so does a fingerprint, at any address.
    const needsName = tls && tlsFingerprint === null;
    if (verdict.kind === 'refused') return { kind: 'nowhere' };
    if (verdict.kind === 'unresolvable') {
      if (last === undefined) return { kind: 'unknown' };
      return last.name === name ? { kind: 'at', host: needsName ? name : last.address } : { kind: 'nowhere' };
    }
    const kept = verdict.addresses.find((address) => last?.name === name && last.address === address);
    const address = kept ?? verdict.addresses[0] ?? name;
    this.remember(id, { name, address });
    return { kind: 'at', host: needsName ? name : address };
  }

  private remember(id: number, seen: LastSeen): void {
    if (isIP(seen.name) !== 0) return void this.lastSeen.delete(id);
    this.lastSeen.delete(id);
    this.lastSeen.set(id, seen);
    const [oldest] = this.lastSeen.keys();
    if (this.lastSeen.size > MOST_NAMES && oldest !== undefined) this.lastSeen.delete(oldest);
  }

  // Once, and without the address: what is at a refused one is nobody's business.
  private tellRefusal({ id, pitId }: CameraEntity, verdict: HostVerdict): void {
    const reason = verdict.kind === 'refused' ? verdict.reason : undefined;
    const told = this.refused.get(id);
    if (reason === undefined) this.refused.delete(id);
    else if (reason !== told) {
      this.refused.set(id, reason);
      this.logger.warn(`The camera of pit ${pitId} is not fetched. ${REFUSAL_TEXTS[reason].sentence}`);
    }
  }
}
