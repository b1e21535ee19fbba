import { Injectable } from '@nestjs/common';
import { StreamsConfig } from '../../config/streams.config';
import { type MediaServerEntity, MediaServers } from '../../media-servers';
import { type PitAccess } from '../access-index/pit-access';

/** Conditions of an HLS preroll. */
export interface PrerollConditions {
  readonly allowed: boolean;
  readonly pit: Pick<PitAccess, 'cameraKind' | 'onDemand'>;
  readonly server: { readonly keepsPicturesReady: boolean };
}

/**
 * Whether a player may show HLS until the first WebRTC key frame. Only where HLS segments are ready: a source on demand
 * has none, and a request for them would only load the media server. Pure.
 */
export function hasHlsPreroll({ allowed, pit, server }: PrerollConditions): boolean {
  return allowed && pit.cameraKind !== null && !pit.onDemand && server.keepsPicturesReady;
}

/** Decides for which pits players may use an HLS preroll. */
@Injectable()
export class HlsPreroll {
  constructor(
    private readonly config: StreamsConfig,
    private readonly servers: MediaServers,
  ) {}

  /**
   * Whether a preroll is available for the pit, and whether the media server checks the token once per HLS session.
   * @param server The media server that serves the viewer. An edge pulls on demand and has no segments ready.
   */
  of(
    pit: PitAccess,
    { id, edgeOfId }: Pick<MediaServerEntity, 'id' | 'edgeOfId'>,
  ): { readonly isAvailable: boolean; readonly hasHlsSessions: boolean } {
    const server = this.servers.serving(pit.workshopId, id).health;
    const allowed = edgeOfId === null && this.config.instantPicture;
    return {
      isAvailable: hasHlsPreroll({ allowed, pit, server }),
      hasHlsSessions: server.hasHlsSessions,
    };
  }
}
