import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isIP } from 'node:net';
import { In, Repository } from 'typeorm';
import { CameraSource } from './camera-source';
import { CameraEntity } from './camera.entity';
import { CameraAddressGuards } from './network/camera-address-guards';
import { RedirectCheck } from './network/redirect-check';
import { WorkshopCameraNetworks, type WorkshopNetworksOfPit } from './network/workshop-camera-networks';

type GuardsForSaved = ReturnType<CameraAddressGuards['guardsForSaved']>;

/** Checks of a batch of cameras, prepared by `PauseRedirectingCamera.prepare`. */
export interface RedirectChecks {
  /** @returns whether the camera was paused. @throws SealBroken where its password cannot be opened */
  check(pitId: number, signal: AbortSignal): Promise<boolean>;
}

/** Checks whether pulled cameras redirect, and pauses those that do. */
@Injectable()
export class PauseRedirectingCamera {
  private readonly logger = new Logger(PauseRedirectingCamera.name);

  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly source: CameraSource,
    private readonly network: CameraAddressGuards,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly redirects: RedirectCheck,
  ) {}

  /** Whether redirect checks are enabled. */
  get isOn(): boolean {
    return this.redirects.isOn;
  }

  /**
   * Reads what the checks of these pits' cameras need, in two queries. Checks of addresses share one guard per workshop; a
   * name is resolved when its camera is checked.
   */
  async prepare(pitIds: readonly number[]): Promise<RedirectChecks> {
    const [cameras, networks] = await Promise.all([
      this.cameras.findBy({ pitId: In([...pitIds]) }),
      this.workshopNetworks.ofPits(pitIds),
    ]);
    const shared = this.network.guardsForSaved();
    const byPit = new Map(cameras.map((camera) => [camera.pitId, camera]));
    return {
      check: async (pitId, signal) => {
        const [camera, workshop] = [byPit.get(pitId), networks.get(pitId)];
        if (!camera || !workshop) return false;
        const guards = isIP(camera.host ?? '') === 0 ? this.network.guardsForSaved() : shared;
        return this.check(camera, workshop, { guards, signal });
      },
    };
  }

  private async check(
    camera: CameraEntity,
    { networks, workshopId }: WorkshopNetworksOfPit,
    { guards, signal }: { readonly guards: GuardsForSaved; readonly signal: AbortSignal },
  ): Promise<boolean> {
    if (camera.kind !== 'pull' || camera.paused || camera.feed !== 'rtsp') return false;
    const tls = camera.tls ? { fingerprint: camera.tlsFingerprint } : null;
    for (const stream of camera.sub ? (['main', 'sub'] as const) : (['main'] as const)) {
      const address = this.source.addressOf(camera, stream);
      const guard = guards.of(address.host, networks, workshopId);
      // Apart from requests of owners: saving a camera must not delay this check, nor this check the saving.
      const options = { tenant: `saved ${workshopId}`, signal, mode: 'media-server' } as const;
      if (await this.redirects.find({ ...address, tls }, guard, options)) return this.pause(camera);
    }
    return false;
  }

  /** Pauses the camera unless its address was changed meanwhile. */
  private async pause({ id, pitId, host, port, path, subPath }: CameraEntity): Promise<boolean> {
    const same = { id, paused: false, host: host ?? '', port: port ?? 0, path: path ?? '' };
    const { affected } = await this.cameras.update(subPath === null ? same : { ...same, subPath }, {
      paused: true,
      pauseReason: 'redirects',
    });
    if (!affected) return false;
    this.logger.warn({ pit: pitId }, 'camera paused: it redirects the media server');
    return true;
  }
}
