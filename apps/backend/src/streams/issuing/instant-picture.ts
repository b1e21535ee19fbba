import { Injectable } from '@nestjs/common';
import { StreamsConfig } from '../../config/streams.config';
import { MediaServers } from '../../media';
import { type PitAccess } from '../access-index/pit-access';

/** What decides whether a pit's first picture may come by HLS. */
export interface PictureReadiness {
  readonly allowed: boolean;
  readonly pit: Pick<PitAccess, 'cameraKind' | 'onDemand'>;
  readonly server: { readonly keepsPicturesReady: boolean };
}

/** Only where a picture is ready: of a source on demand there is none, and asking for it would only load the server. Pure. */
export function hasInstantPicture({ allowed, pit, server }: PictureReadiness): boolean {
  return allowed && pit.cameraKind !== null && !pit.onDemand && server.keepsPicturesReady;
}

/** Says for which pits the first picture may come by HLS, and how HLS asks for the token. */
@Injectable()
export class InstantPicture {
  constructor(
    private readonly config: StreamsConfig,
    private readonly servers: MediaServers,
  ) {}

  /**
   * Whether this pit's may, and whether HLS asks for the token once.
   * @param edgeId The edge that the token is for; absent: none. It pulls on demand, and has no picture ready.
   */
  of(pit: PitAccess, edgeId?: number): { readonly isInstant: boolean; readonly hasHlsSessions: boolean } {
    const server = (this.servers.get(edgeId ?? 0) ?? this.servers.of(pit.workshopId)).health;
    const allowed = edgeId === undefined && this.config.instantPicture;
    return {
      isInstant: hasInstantPicture({ allowed, pit, server }),
      hasHlsSessions: server.hasHlsSessions,
    };
  }
}
