import { type StreamsConfig } from '../../config/streams.config';
import { type ViewingCounts } from './active-viewings';

/** How many may watch at once. */
export interface ViewingLimits {
  readonly perPit: number;
  readonly perWorkshop: number;
  readonly perViewer: number;
}

/** The limits of the settings. */
export function viewingLimits(
  config: Pick<StreamsConfig, 'maxViewersPerPit' | 'maxViewersPerWorkshop' | 'maxSessionsPerViewer'>,
): ViewingLimits {
  return {
    perPit: config.maxViewersPerPit,
    perWorkshop: config.maxViewersPerWorkshop,
    perViewer: config.maxSessionsPerViewer,
  };
}

/** Which limit is reached. */
export type ReachedLimit = 'pit-viewers-full' | 'workshop-viewers-full' | 'viewer-sessions-full';

/** Room for one more, in the place of a session of the viewer's own (its jti), or the limit that keeps them out. */
export type Room = 'room' | { readonly replaces: string } | ReachedLimit;

/**
 * What the limits say to one more. Whoever reconnects must not be kept out by their own session that is just dying, so
 * where no room is left a session takes the place of the viewer's oldest one of the same pit: that changes no count.
 * Pure.
 * @param ownOldest jti of that session; asked for only where it matters
 */
export function decideViewingLimits(
  counts: ViewingCounts,
  limits: ViewingLimits,
  ownOldest: () => string | undefined,
): Room {
  const reached = reachedLimit(counts, limits);
  if (reached === null) return 'room';
  const replaces = ownOldest();
  return replaces === undefined ? reached : { replaces };
}

function reachedLimit(counts: ViewingCounts, limits: ViewingLimits): ReachedLimit | null {
  if (counts.ofViewer >= limits.perViewer) return 'viewer-sessions-full';
  if (counts.ofPit >= limits.perPit) return 'pit-viewers-full';
  return counts.ofWorkshop >= limits.perWorkshop ? 'workshop-viewers-full' : null;
}
