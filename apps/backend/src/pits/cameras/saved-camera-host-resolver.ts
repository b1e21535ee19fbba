import type { HostCheck } from '@ppf/camera-probe';
import { Injectable, Logger } from '@nestjs/common';
import { isIP } from 'node:net';
import { RowFaults } from '../../platform/observability/row-faults';
import { refusalText } from '../camera-fault-text';
import { CameraAddressGuards, type StoredCameraGuards } from './network/camera-address-guards';
import type { CameraEntity } from './camera.entity';
import { WorkshopCameraNetworks, type WorkshopNetworksOfPit } from './network/workshop-camera-networks';

/** Host from which the media server may pull a camera. */
export type ResolvedCameraHost =
  /** The URL must contain this host. */
  | { readonly kind: 'resolved'; readonly host: string }
  /** The host cannot be checked now. The configuration that the media server has may stay. */
  | { readonly kind: 'unknown' }
  /** The address is refused, or the camera has a new name that cannot be resolved yet. */
  | { readonly kind: 'unavailable' };

/** The oldest names are dropped first. */
const MAX_REMEMBERED_NAMES = 20_000;

interface LastResolved {
  readonly name: string;
  readonly address: string;
}

/**
 * Checks the hosts of stored cameras each time the media server is configured, because a name can change its meaning and
 * MediaMTX would follow it to any address. MediaMTX gets the checked address instead of the name, and keeps the same address
 * for as long as the name resolves to it.
 */
@Injectable()
export class SavedCameraHostResolver {
  private readonly logger = new Logger(SavedCameraHostResolver.name);
  private readonly lastResolved = new Map<number, LastResolved>();
  private readonly loggedRefusals = new Map<number, string>();

  constructor(
    private readonly guards: CameraAddressGuards,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly faults: RowFaults,
  ) {}

  /** The hosts of pulled cameras by camera id. */
  async resolve(cameras: readonly CameraEntity[]): Promise<ReadonlyMap<number, ResolvedCameraHost>> {
    const networks = await this.workshopNetworks.ofPits(cameras.map(({ pitId }) => pitId));
    const guards = this.guards.guardsForSaved();
    const hosts = cameras.map(async (camera): Promise<[number, ResolvedCameraHost]> => {
      const host = await this.faults.isolateAsync('camera-hosts', `pit ${camera.pitId}`, () =>
        this.resolveOne(camera, networks.get(camera.pitId), guards),
      );
      return [camera.id, host ?? { kind: 'unavailable' }];
    });
    return new Map(await Promise.all(hosts));
  }

  private async resolveOne(
    camera: CameraEntity,
    workshop: WorkshopNetworksOfPit | undefined,
    guards: StoredCameraGuards,
  ): Promise<ResolvedCameraHost> {
    const { host, port } = camera;
    if (host === null || port === null || workshop === undefined) return { kind: 'unavailable' };
    const check = await guards.of(host, workshop.networks, workshop.workshopId).check(host, port);
    this.logRefusal(camera, check);
    return this.hostFor(camera, host, check);
  }

  private hostFor(
    { id, tls, tlsFingerprint }: CameraEntity,
    name: string,
    check: HostCheck,
  ): ResolvedCameraHost {
    const last = this.lastResolved.get(id);
    // A certificate is valid for the name, and prevents TLS connections to another host; a fingerprint does so at any address.
    const needsName = tls && tlsFingerprint === null;
    if (check.kind === 'refused')
      return { kind: check.reason === 'own-name-unresolved' ? 'unknown' : 'unavailable' };
    if (check.kind === 'unresolvable') {
      if (last === undefined) return { kind: 'unknown' };
      if (last.name !== name) return { kind: 'unavailable' };
      return { kind: 'resolved', host: needsName ? name : last.address };
    }
    const same = check.addresses.find((address) => last?.name === name && last.address === address);
    const address = same ?? check.addresses[0] ?? name;
    this.remember(id, { name, address });
    return { kind: 'resolved', host: needsName ? name : address };
  }

  private remember(id: number, resolved: LastResolved): void {
    this.lastResolved.delete(id);
    if (isIP(resolved.name) !== 0) return;
    this.lastResolved.set(id, resolved);
    const [oldest] = this.lastResolved.keys();
    if (this.lastResolved.size > MAX_REMEMBERED_NAMES && oldest !== undefined)
      this.lastResolved.delete(oldest);
  }

  // Once per reason, and without the address, which may be confidential.
  private logRefusal({ id, pitId }: CameraEntity, check: HostCheck): void {
    const reason = check.kind === 'refused' ? check.reason : undefined;
    if (reason === undefined) this.loggedRefusals.delete(id);
    else if (reason !== this.loggedRefusals.get(id)) {
      this.loggedRefusals.set(id, reason);
      this.logger.warn(`The camera of pit ${pitId} is not pulled. ${refusalText(reason).sentence}`);
    }
  }
}
