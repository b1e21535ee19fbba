import type { Camera, PitStream } from '@ppf/contracts';
import type { PlayerView } from '../player';
import type { ChipTone } from '../ui/chip';
import { clockText, spanText } from '../ui/time-text';

/** A pit's state as it is shown and said. */
export interface PitStateText {
  readonly tone: ChipTone;
  /** On the chip: one to three words. */
  readonly word: string;
  /** For a screen reader and the state line. */
  readonly sentence: string;
}

/**
 * What is said of a pit: what its own picture shows counts more than what the media server reports, because LIVE is
 * said only while frames advance. `since` of the player is in milliseconds since 1970.
 */
export function pitStateText(
  stream: PitStream,
  played: (Pick<PlayerView, 'state' | 'since'> & Partial<Pick<PlayerView, 'stopReason'>>) | null,
  camera: Pick<Camera, 'paused'> | null,
  now: number,
): PitStateText {
  if (!camera) return { tone: 'offline', word: 'No camera', sentence: 'no camera set up' };
  if (camera.paused) return { tone: 'offline', word: 'Paused', sentence: 'paused' };
  switch (played?.state) {
    case 'live':
      return stream.since && stream.status === 'live' ? live(stream.since, now) : LIVE;
    case 'stalled': {
      const word = `Frozen ${spanText(now - played.since)}`;
      return { tone: 'stalled', word, sentence: 'frozen' };
    }
    case 'reconnecting':
      return { tone: 'stalled', word: 'Reconnecting', sentence: 'reconnecting' };
    case 'denied':
      return isEnded(played.stopReason)
        ? { tone: 'private', word: 'Ended', sentence: 'your viewing was ended' }
        : { tone: 'private', word: 'No access', sentence: 'no access' };
    case 'unsupported':
      return { tone: 'failed', word: 'Cannot play', sentence: 'this browser cannot play it' };
    default:
      return reported(stream, now);
  }
}

function isEnded(stopReason: PlayerView['stopReason'] | undefined): boolean {
  return stopReason?.kind === 'denied' && stopReason.reason === 'viewing-ended';
}

const LIVE: PitStateText = { tone: 'live', word: 'Live', sentence: 'live' };

function live(since: string, now: number): PitStateText {
  return { ...LIVE, sentence: `live since ${clockText(since, now)}` };
}

function reported(stream: PitStream, now: number): PitStateText {
  const since = stream.since ? ` since ${clockText(stream.since, now)}` : '';
  if (stream.cause === 'media-server' && stream.status !== 'live')
    return { tone: 'waiting', word: 'Reconnecting', sentence: 'waiting for the media server' };
  switch (stream.status) {
    case 'live':
      // On air, but not seen here yet: the word LIVE waits for the picture.
      return { tone: 'waiting', word: 'Connecting', sentence: `on air${since}, connecting` };
    case 'stalled':
      return { tone: 'stalled', word: `Frozen${since}`, sentence: `frozen${since}` };
    case 'connecting':
      return { tone: 'waiting', word: 'Connecting', sentence: `waiting for its camera${since}` };
    case 'offline':
      return { tone: 'offline', word: `Offline${since}`, sentence: `offline${since}` };
    case 'unknown':
      return { tone: 'waiting', word: 'Unknown', sentence: 'state not known yet' };
  }
}

/** What people call a pit: its number, and its name when it has one. */
export function pitLabel(pit: { number: number; name: string | null }): string {
  return pit.name ? `Pit ${pit.number} · ${pit.name}` : `Pit ${pit.number}`;
}
