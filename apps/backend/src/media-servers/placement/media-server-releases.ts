import { Injectable } from '@nestjs/common';
import { NEWEST_TESTED_RELEASE } from '@ppf/mediamtx';
import { PlacementIndex } from './placement-index';

/** Name of releases before v1.15.2, which is the first one that reports its version. */
export const RELEASE_WITHOUT_NAME = 'before v1.15.2';

/** Last reported release of each media server. */
@Injectable()
export class MediaServerReleases {
  private readonly byServer = new Map<number, string>();

  constructor(private readonly placements: PlacementIndex) {}

  /** Stores the release of a media server. @param release `v1.20.1`; null: it reports none. */
  set(serverId: number, release: string | null): void {
    this.byServer.set(serverId, release ?? RELEASE_WITHOUT_NAME);
  }

  /** Release of the media server that pulls the cameras of a workshop; the newest tested one until it is reached. */
  ofWorkshop(workshopId: number): string {
    const server = this.placements.serverOf(workshopId);
    return this.byServer.get(server?.id ?? 0) ?? NEWEST_TESTED_RELEASE;
  }
}
