import { Injectable } from '@nestjs/common';
import { pathOf, rawPathOf } from '@ppf/mediamtx';
import { PlacementIndex } from '../../media-servers';
import type { CameraEntity } from './camera.entity';
import type { PitEntity } from '../pit.entity';

/** Where a camera that pushes publishes, without its key; null: it does not, has no such stream, or no media server yet. */
export interface PublishAddress {
  /** RTSP URL. */
  readonly main: string | null;
  /** RTSP URL of the second, smaller stream. */
  readonly sub: string | null;
  /** WHIP endpoint (RFC 9725). */
  readonly whip: string | null;
  /** WHIP endpoint of the second, smaller stream. */
  readonly subWhip: string | null;
}

const NO_ADDRESS: PublishAddress = { main: null, sub: null, whip: null, subWhip: null };

/** Composes the addresses to which cameras publish. */
@Injectable()
export class PublishAddresses {
  constructor(private readonly placements: PlacementIndex) {}

  /** The addresses of a pit's camera. Video to be re-encoded arrives at a separate path. */
  of(pit: PitEntity, { kind, transcode, sub }: CameraEntity): PublishAddress {
    const server = this.placements.serverOf(pit.workshopId);
    if (kind !== 'push' || !server) return NO_ADDRESS;
    const { workshopId, number } = pit;
    const at = (base: string, path: string) => `${base.replace(/\/+$/, '')}/${path}`;
    const path = transcode ? rawPathOf(workshopId, number) : pathOf(workshopId, number);
    const subPath = sub ? pathOf(workshopId, number, 'sub') : null;
    return {
      main: at(server.rtspUrl, path),
      sub: subPath && at(server.rtspUrl, subPath),
      whip: at(server.webrtcUrl, `${path}/whip`),
      subWhip: subPath && at(server.webrtcUrl, `${subPath}/whip`),
    };
  }
}
