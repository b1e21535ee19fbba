import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { CameraNetwork } from '../cameras/camera-network';
import { CameraSource } from '../cameras/camera-source';
import { CameraEntity } from '../cameras/camera.entity';
import { WorkshopCameraNetworks } from '../cameras/workshop-camera-networks';
import { RedirectCheck } from './redirect-check';

/** Asks a camera that is pulled whether it redirects, and pauses it if it does. */
@Injectable()
export class PauseRedirectingCamera {
  private readonly logger = new Logger(PauseRedirectingCamera.name);

  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly source: CameraSource,
    private readonly network: CameraNetwork,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly redirects: RedirectCheck,
  ) {}

  /** Whether cameras are asked at all. */
  get isOn(): boolean {
    return this.redirects.isOn;
  }

  /** Whether it was paused. @throws SealBroken where its password cannot be opened */
  async check(pitId: number, signal: AbortSignal): Promise<boolean> {
    const camera = await this.cameras.findOneBy({ pitId });
    if (camera?.kind !== 'pull' || camera.paused || camera.feed !== 'rtsp') return false;
    const { networks, workshopId } = await this.workshopNetworks.ofPit(pitId);
    const tls = camera.tls ? { fingerprint: camera.tlsFingerprint } : null;
    for (const stream of camera.sub ? (['main', 'sub'] as const) : (['main'] as const)) {
      const address = this.source.addressOf(camera, stream);
      const guard = this.network.guardsForSaved().of(address.host, networks, workshopId);
      // Apart from what owners wait for: their saving must not delay this, nor this their saving.
      const turn = { tenant: `saved ${workshopId}`, signal, patience: 'media-server' } as const;
      if (await this.redirects.find({ ...address, tls }, guard, turn)) return this.pause(camera);
    }
    return false;
  }

  /** Only if nobody has set it up anew meanwhile. */
  private async pause({ id, pitId, host, port, path, subPath }: CameraEntity): Promise<boolean> {
    const same = { id, paused: false, host: host ?? '', port: port ?? 0, path: path ?? '' };
    const { affected } = await this.cameras.update(subPath === null ? same : { ...same, subPath }, {
      paused: true,
      pauseReason: 'redirects',
    });
    if (!affected) return false;
    this.logger.warn({ pit: pitId }, 'its camera redirects the media server elsewhere, and was paused');
    return true;
  }
}
