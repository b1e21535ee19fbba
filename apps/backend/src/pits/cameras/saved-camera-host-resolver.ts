import { type HostVerdict, REFUSAL_TEXTS } from '@ppf/camera-probe';
import { Injectable, Logger } from '@nestjs/common';
import { isIP } from 'node:net';
import { RowFaults } from '../../platform/observability/row-faults';
import { CameraAddressGuards } from './network/camera-address-guards';
import type { CameraEntity } from './camera.entity';
import { WorkshopCameraNetworks, type WorkshopNetworksOfPit } from './network/workshop-camera-networks';

/** Where the media server may fetch a camera from. */
export type ResolvedCameraHost =
  /** At this host, which the URL must hold. */
  | { readonly kind: 'at'; readonly host: string }
  /** Its name cannot be looked up now. What the media server has may stay. */
  | { readonly kind: 'unknown' }
  /** Nowhere: its address is refused, or it has a new name that cannot be looked up yet. */
  | { readonly kind: 'nowhere' };

/** Names remembered at most; past it the oldest are forgotten first. */
const MAX_REMEMBERED_NAMES = 20_000;

interface LastResolved {
  readonly name: string;
  readonly address: string;
}

/**
 * Judges where cameras are each time the media server is told of them: what a name means changes, and MediaMTX would
 * follow it anywhere. It gets the judged address instead of the name, and the same one for as long as the name means it.
 */
@Injectable()
export class SavedCameraHostResolver {
  private readonly logger = new Logger(SavedCameraHostResolver.name);
  private readonly lastResolved = new Map<number, LastResolved>();
  private readonly loggedRefusals = new Map<number, string>();

  constructor(
    private readonly network: CameraAddressGuards,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly faults: RowFaults,
  ) {}

  /** Where each pulled camera is, by camera id. */
  async resolve(cameras: readonly CameraEntity[]): Promise<ReadonlyMap<number, ResolvedCameraHost>> {
    const networks = await this.workshopNetworks.ofPits(cameras.map(({ pitId }) => pitId));
    const guards = this.network.guardsForSaved();
    const located = cameras.map(async (camera): Promise<[number, ResolvedCameraHost]> => {
      const at = await this.faults.isolateAsync('camera-hosts', `pit ${camera.pitId}`, () =>
        this.resolveOne(camera, networks.get(camera.pitId), guards),
      );
      return [camera.id, at ?? { kind: 'nowhere' }];
    });
    return new Map(await Promise.all(located));
  }

  private async resolveOne(
    camera: CameraEntity,
    workshop: WorkshopNetworksOfPit | undefined,
    guards: ReturnType<CameraAddressGuards['guardsForSaved']>,
  ): Promise<ResolvedCameraHost> {
    const { host, port } = camera;
    if (host === null || port === null || workshop === undefined) return { kind: 'nowhere' };
    const verdict = await guards.of(host, workshop.networks, workshop.workshopId).judge(host, port);
    this.logRefusal(camera, verdict);
    return this.hostFor(camera, host, verdict);
  }

  private hostFor(
    { id, tls, tlsFingerprint }: CameraEntity,
    name: string,
    verdict: HostVerdict,
  ): ResolvedCameraHost {
    const last = this.lastResolved.get(id);
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

  private remember(id: number, seen: LastResolved): void {
    if (isIP(seen.name) !== 0) return void this.lastResolved.delete(id);
    this.lastResolved.delete(id);
    this.lastResolved.set(id, seen);
    const [oldest] = this.lastResolved.keys();
    if (this.lastResolved.size > MAX_REMEMBERED_NAMES && oldest !== undefined)
      this.lastResolved.delete(oldest);
  }

  // Once, and without the address: what is at a refused one is nobody's business.
  private logRefusal({ id, pitId }: CameraEntity, verdict: HostVerdict): void {
    const reason = verdict.kind === 'refused' ? verdict.reason : undefined;
    const told = this.loggedRefusals.get(id);
    if (reason === undefined) this.loggedRefusals.delete(id);
    else if (reason !== told) {
      this.loggedRefusals.set(id, reason);
      this.logger.warn(`The camera of pit ${pitId} is not fetched. ${REFUSAL_TEXTS[reason].sentence}`);
    }
  }
}
