import { Injectable } from '@nestjs/common';
import { StreamsConfig } from '../../config/streams.config';
import { type PitAccess } from '../access-index/pit-access';
import { ActiveViewings } from './active-viewings';
import { decideViewingLimits, type Room, type ViewingLimits } from './decide-viewing-limits';

/** Whether there is room for one more viewing session, from memory. */
@Injectable()
export class ViewingRoom {
  private readonly limits: ViewingLimits;

  constructor(
    private readonly active: ActiveViewings,
    config: StreamsConfig,
  ) {
    this.limits = {
      perPit: config.maxViewersPerPit,
      perWorkshop: config.maxViewersPerWorkshop,
      perViewer: config.maxSessionsPerViewer,
    };
  }

  /** Looks, and takes nothing. */
  for({ pitId, workshopId }: PitAccess, sub: string): Room {
    const counts = this.active.counts(pitId, workshopId, sub);
    return decideViewingLimits(counts, this.limits, () => this.active.oldestOf(sub, pitId)?.jti);
  }
}
