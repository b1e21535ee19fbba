import { type StreamsConfig } from '../../../config/streams.config';
import { type PitAccess } from '../../access-index/pit-access';
import { type ActiveSessions, type SessionCounts } from './active-sessions';

/** Maximum numbers of simultaneous viewing sessions. */
export interface ViewerLimits {
  readonly perPit: number;
  readonly perWorkshop: number;
  readonly perViewer: number;
}

/** The limits of the settings. */
export function viewerLimits(
  config: Pick<StreamsConfig, 'maxViewersPerPit' | 'maxViewersPerWorkshop' | 'maxSessionsPerViewer'>,
): ViewerLimits {
  return {
    perPit: config.maxViewersPerPit,
    perWorkshop: config.maxViewersPerWorkshop,
    perViewer: config.maxSessionsPerViewer,
  };
}

/** The limit that is reached. */
export type ReachedLimit = 'pit-viewers-full' | 'workshop-viewers-full' | 'viewer-sessions-full';

/** Admits one more viewing session, in place of one of the viewer's own (its jti), or names the limit that is reached. */
export type AdmissionResult = 'admitted' | { readonly replaces: string } | ReachedLimit;

/**
 * Whether the limits admit one more viewing session. A viewer who reconnects must not be denied because of their own
 * session that is about to end. So at a limit the session replaces the viewer's oldest one of the same pit, which changes
 * no count. Pure.
 * @param ownOldest jti of that session; called at a limit only.
 */
export function decideAdmission(
  counts: SessionCounts,
  limits: ViewerLimits,
  ownOldest: () => string | undefined,
): AdmissionResult {
  const reached = reachedLimit(counts, limits);
  if (reached === null) return 'admitted';
  const replaces = ownOldest();
  return replaces === undefined ? reached : { replaces };
}

function reachedLimit(counts: SessionCounts, limits: ViewerLimits): ReachedLimit | null {
  if (counts.ofViewer >= limits.perViewer) return 'viewer-sessions-full';
  if (counts.ofPit >= limits.perPit) return 'pit-viewers-full';
  return counts.ofWorkshop >= limits.perWorkshop ? 'workshop-viewers-full' : null;
}

/** Capacity for one more viewing session, from memory. */
export class ViewerCapacity {
  constructor(
    private readonly active: ActiveSessions,
    private readonly limits: ViewerLimits,
  ) {}

  /** Checks the limits; reserves nothing. */
  check({ pitId, workshopId }: PitAccess, sub: string): AdmissionResult {
    const counts = this.active.counts(pitId, workshopId, sub);
    return decideAdmission(counts, this.limits, () => this.active.oldestOf(sub, pitId)?.jti);
  }
}
