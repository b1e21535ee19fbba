import { Injectable } from '@nestjs/common';
import { NEWEST_TESTED_RELEASE } from '@ppf/mediamtx';
import { PlacementIndex } from './placement-index';

/** What a release is called that is older than v1.15.2, the first one that reports what it is. */
export const RELEASE_WITHOUT_NAME = 'before v1.15.2';

/** The releases of the media servers, as they last reported them. `media` writes them, lower floors read them. */
@Injectable()
export class MediaServerReleases {
  private readonly byServer = new Map<number, string>();

  constructor(private readonly placements: PlacementIndex) {}

  /** Takes what a media server reports. @param release As `v1.20.1`; null: it reports none. */
  set(serverId: number, release: string | null): void {
    this.byServer.set(serverId, release ?? RELEASE_WITHOUT_NAME);
  }

  /** The release that pulls a workshop's cameras; the newest tested one while its media server was never reached. */
  ofWorkshop(workshopId: number): string {
    const server = this.placements.serverOf(workshopId);
    return this.byServer.get(server?.id ?? 0) ?? NEWEST_TESTED_RELEASE;
  }
}
