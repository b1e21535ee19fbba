import { type PitAccess } from '../access-index/pit-access';
import { type ActiveViewings } from './active-viewings';
import { decideViewingLimits, type Room, type ViewingLimits } from './decide-viewing-limits';

/** Whether there is room for one more viewing session, from memory. */
export class ViewingRoom {
  constructor(
    private readonly active: ActiveViewings,
    private readonly limits: ViewingLimits,
  ) {}

  /** Looks, and takes nothing. */
  for({ pitId, workshopId }: PitAccess, sub: string): Room {
    const counts = this.active.counts(pitId, workshopId, sub);
    return decideViewingLimits(counts, this.limits, () => this.active.oldestOf(sub, pitId)?.jti);
  }
}
