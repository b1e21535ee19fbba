import type { Camera, PitStream } from '@ppf/contracts';
import { type PlayerView, VIEWER_LIMITS } from '../player';
import type { ChipTone } from '../ui/chip';
import { formatAge, formatRecent } from '../texts';
import { pitsText } from './texts/text';

/** A pit's status in words. */
export interface PitStateText {
  readonly tone: ChipTone;
  /** For the chip: one to three words. */
  readonly word: string;
  /** For screen readers and the status line: lower case, no full stop. */
  readonly sentence: string;
}

/**
 * The status of a pit in words. The player's state takes precedence over the status that the media server reports,
 * because "Live" requires frames that advance here.
 *
 * @param played The player's view; `since` in milliseconds since 1970. Null: there is no player.
 * @param now Milliseconds since 1970.
 */
export function pitStateText(
  stream: PitStream,
  played: (Pick<PlayerView, 'state' | 'since'> & Partial<Pick<PlayerView, 'stopReason'>>) | null,
  camera: Pick<Camera, 'paused'> | null,
  now: number,
): PitStateText {
  if (!camera) return { tone: 'offline', ...wordAndSentence('noCamera') };
  if (camera.paused) return { tone: 'offline', ...wordAndSentence('paused') };
  switch (played?.state) {
    case 'live':
      return live(stream.status === 'live' ? stream.since : null, now);
    case 'stalled': {
      const word = pitsText('state.frozen.age', { age: formatAge(now - played.since) });
      return { tone: 'stalled', word, sentence: pitsText('state.frozen.sentence') };
    }
    case 'reconnecting':
      return { tone: 'stalled', ...wordAndSentence('reconnecting') };
    case 'denied':
      return { tone: 'private', ...wordAndSentence(deniedStatus(played.stopReason)) };
    case 'unsupported':
      return { tone: 'failed', ...wordAndSentence('unsupported') };
    default:
      return reported(stream, now);
  }
}

function deniedStatus(stopReason: PlayerView['stopReason'] | undefined): PlainStatus {
  const reason = stopReason?.kind === 'denied' ? stopReason.reason : null;
  if (reason === 'viewing-ended') return 'ended';
  return VIEWER_LIMITS.some((limit) => limit === reason) ? 'atCapacity' : 'noAccess';
}

/** A status whose texts have no arguments. */
type PlainStatus =
  'noCamera' | 'paused' | 'reconnecting' | 'ended' | 'atCapacity' | 'noAccess' | 'unsupported' | 'unknown';

function wordAndSentence(status: PlainStatus): Pick<PitStateText, 'word' | 'sentence'> {
  return { word: pitsText(`state.${status}.word`), sentence: pitsText(`state.${status}.sentence`) };
}

function live(since: string | null, now: number): PitStateText {
  const sentence = since
    ? pitsText('state.live.since', { time: formatRecent(since, now) })
    : pitsText('state.live.sentence');
  return { tone: 'live', word: pitsText('state.live.word'), sentence };
}

/** What the media server reports, while the player has no state. */
function reported(stream: PitStream, now: number): PitStateText {
  if (stream.cause === 'media-server' && stream.status !== 'live')
    return {
      tone: 'waiting',
      word: pitsText('state.reconnecting.word'),
      sentence: pitsText('state.mediaServer.sentence'),
    };
  const time = stream.since ? formatRecent(stream.since, now) : null;
  switch (stream.status) {
    case 'live':
      // Live at the media server, without a frame here: the word "Live" waits for the first frame.
      return connecting(time === null ? 'toLive' : 'toLiveSince', time);
    case 'connecting':
      return connecting(time === null ? 'sentence' : 'since', time);
    case 'stalled':
      return withTime('stalled', 'frozen', time);
    case 'offline':
      return withTime('offline', 'offline', time);
    case 'unknown':
      return { tone: 'waiting', ...wordAndSentence('unknown') };
  }
}

function connecting(
  sentence: 'sentence' | 'since' | 'toLive' | 'toLiveSince',
  time: string | null,
): PitStateText {
  return {
    tone: 'waiting',
    word: pitsText('state.connecting.word'),
    sentence: pitsText(`state.connecting.${sentence}`, { time: time ?? '' }),
  };
}

function withTime(tone: ChipTone, status: 'frozen' | 'offline', time: string | null): PitStateText {
  if (time === null)
    return { tone, word: pitsText(`state.${status}.word`), sentence: pitsText(`state.${status}.sentence`) };
  return {
    tone,
    word: pitsText(`state.${status}.wordSince`, { time }),
    sentence: pitsText(`state.${status}.since`, { time }),
  };
}

/** The label of a pit: its number, and its name if it has one. */
export function pitLabel({ number, name }: { number: number; name: string | null }): string {
  return name ? pitsText('label.named', { number, name }) : pitsText('label.number', { number });
}
