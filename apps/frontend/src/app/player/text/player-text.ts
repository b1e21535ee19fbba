import type { PitStream, RevocationCause, ViewingEnding } from '@ppf/contracts';
import type { PlaybackFailure } from '../state/playback-failure';
import { type OfflineCamera, offlineSentence } from './offline-text';
import type { DisplayState, PlayerView } from '../state/player-view';
import type { DenialReason } from '../state/plan-retry';

/** A mark that is told apart in grey too. */
export type ChipShape = 'dot' | 'half' | 'ring' | 'lock' | 'mark';

/** What a person reads on the video. */
export interface PlayerText {
  readonly chip: { readonly shape: ChipShape; readonly word: string } | null;
  /** What happened and what to do; null where the picture says it all. */
  readonly sentence: string | null;
  /** The one thing to press, by what it does. */
  readonly action: { readonly does: 'try-now' | 'explain'; readonly label: string } | null;
  /** For screen readers, at a change of state: without counters, which would be read out each second. */
  readonly announcement: string;
}

/** "Connecting…" is said only when it takes this long, ms. */
const SAY_CONNECTING_AFTER = 2_000;

const TROUBLES: Partial<Readonly<Record<PlaybackFailure, string>>> = {
  'api-unreachable': 'The dashboard’s server cannot be reached. Check the network. Trying again.',
  'server-unreachable': 'The media server cannot be reached. Trying again.',
  configuration: 'The media server cannot serve this camera. Ask whoever runs it. Trying again.',
  'no-connection': 'The network lets no video through. Trying again.',
  'no-frames': 'The camera is connected but sends no picture. Trying again.',
  'ended-early':
    'The media server ends this stream at once. Switch B-frames off in the camera. Trying again.',
  unstable:
    'The picture ends again and again after a moment. Check the camera’s network cable and power, and lower its bit rate.',
  browser: 'The browser could not play the video. Trying again.',
};

const DENIALS: Readonly<Record<DenialReason, string>> = {
  'signed-out': 'Your sign-in has ended. Sign in again to watch.',
  forbidden: 'You may not watch this pit. Ask the owner of the workshop.',
  'pit-gone': 'There is no such pit, or it is not yours to see. Go back to the list of pits.',
  'viewing-ended': 'Your viewing was ended.',
  'pit-viewers-full': 'As many people watch this pit as may. Try again when somebody has left.',
  'workshop-viewers-full': 'As many people watch in this workshop as may. Try again when somebody has left.',
  'viewer-sessions-full': 'You watch as many pits as one person may. Close one, also on other devices.',
  refused: 'The media server does not let you watch. Try again; if it stays, tell the operator.',
};

const CHIPS: Partial<Readonly<Record<DenialReason, string>>> = {
  'viewing-ended': 'Ended',
  'pit-viewers-full': 'Full',
  'workshop-viewers-full': 'Full',
  'viewer-sessions-full': 'Full',
};

/** Who or what ended it, with `at` for the time of day. */
const ENDINGS: Readonly<Record<RevocationCause, string>> = {
  'ended-by-owner': 'Ended by your workshop at',
  'ended-by-operator': 'Ended by the operator at',
  'ended-by-viewer': 'You ended this at',
  'access-changed': 'Ended because your access was changed at',
  'password-changed': 'Ended because your password was changed at',
  'pit-deleted': 'This pit was deleted at',
  replaced: 'The limit of viewers is reached: a newer window of yours took this one’s place at',
  'lease-ended': 'Ended because nothing was heard from here since',
  'time-limit': 'Ended because its time was over at',
};
/** After these, nothing is to be had by asking again. */
const FOR_GOOD: readonly RevocationCause[] = ['access-changed', 'pit-deleted'];

const PAUSED: PlayerText = {
  chip: { shape: 'ring', word: 'Paused' },
  sentence: 'The camera is paused. The picture comes back when an owner resumes it.',
  action: null,
  announcement: 'Paused. The camera is paused.',
};

type WordsOf = (view: PlayerView, stream: PitStream, now: number, camera: OfflineCamera | null) => PlayerText;

const WORDS: Readonly<Record<DisplayState, WordsOf>> = {
  connecting: (view, _, now) => ({
    chip: null,
    sentence: now - view.since >= SAY_CONNECTING_AFTER ? 'Connecting…' : null,
    action: null,
    announcement: 'Connecting',
  }),
  live: () => ({
    chip: { shape: 'dot', word: 'LIVE' },
    sentence: null,
    action: null,
    announcement: 'Live',
  }),
  stalled: (view, stream, now) => {
    const sentence = serverSentence(stream) ?? stalledSentence(stream);
    return {
      chip: { shape: 'half', word: `Frozen ${duration(now - view.since)}` },
      sentence,
      action: null,
      announcement: `The picture is frozen. ${sentence}`,
    };
  },
  reconnecting: (view, stream, now) => ({
    chip: { shape: 'half', word: 'Reconnecting' },
    sentence: serverSentence(stream) ?? reconnectingSentence(view, now),
    action: { does: 'try-now', label: 'Try now' },
    announcement: 'Connection lost. Reconnecting.',
  }),
  waiting: (view, stream, _, camera) => {
    if (view.failure === 'camera-paused') return PAUSED;
    const sentence = serverSentence(stream);
    if (sentence !== null)
      return {
        chip: { shape: 'half', word: 'Reconnecting' },
        sentence,
        action: { does: 'try-now', label: 'Try now' },
        announcement: sentence,
      };
    const offline = offlineSentence(camera);
    return {
      chip: { shape: 'ring', word: offlineChipText(view, stream) },
      sentence: offline,
      action: { does: 'explain', label: 'Troubleshoot' },
      announcement: `Offline. ${offline}`,
    };
  },
  denied: (view) => {
    const denied = view.stopReason?.kind === 'denied' ? view.stopReason : null;
    const reason = denied?.reason ?? 'refused';
    const sentence = denied?.ending ? endingSentence(denied.ending) : DENIALS[reason];
    return {
      chip: { shape: 'lock', word: CHIPS[reason] ?? 'No access' },
      sentence,
      action: again(reason, denied?.ending),
      announcement: sentence,
    };
  },
  unsupported: (view) => {
    const codec = view.stopReason?.kind === 'unsupported' ? view.stopReason.codec : null;
    const sentence = `This browser cannot show ${codecName(codec)}. Set the camera to H.264, or use another browser.`;
    return { chip: { shape: 'mark', word: 'Not supported' }, sentence, action: null, announcement: sentence };
  },
};

/** The words for what there is to see. `now` is ms since 1970. @param camera Null: nothing is known of it. */
export function playerText(
  view: PlayerView,
  stream: PitStream,
  now: number,
  camera: OfflineCamera | null = null,
): PlayerText {
  return WORDS[view.state](view, stream, now, camera);
}

/** Where the media server, and not the camera, keeps the picture away; null: it does not. */
function serverSentence({ status, cause }: PitStream): string | null {
  if (cause !== 'media-server') return null;
  return status === 'live' || status === 'unknown'
    ? 'The media server does not respond. Trying again.'
    : 'The media server was interrupted. The picture comes back by itself.';
}

/** Frames stop here for many reasons: the camera is named only when the media server gets nothing from it either. */
function stalledSentence({ status }: PitStream): string {
  return status === 'stalled' || status === 'offline'
    ? 'The camera stopped sending. Trying again.'
    : 'The picture stopped. Trying again.';
}

function endingSentence({ cause, at }: ViewingEnding): string {
  return `${ENDINGS[cause]} ${timeOfDay(Date.parse(at))}.`;
}

function again(reason: DenialReason, ending?: ViewingEnding): PlayerText['action'] {
  if (ending && FOR_GOOD.includes(ending.cause)) return null;
  return { does: 'try-now', label: reason === 'viewing-ended' ? 'Watch again' : 'Try again' };
}

function reconnectingSentence(view: PlayerView, now: number): string {
  if (view.hadPicture && view.failure !== 'unstable')
    return `Connection lost ${duration(now - view.since)} ago.`;
  return (view.failure && TROUBLES[view.failure]) ?? 'There is no connection to the camera. Trying again.';
}

function offlineChipText(view: PlayerView, stream: PitStream): string {
  const told = stream.status === 'offline' && stream.since ? Date.parse(stream.since) : NaN;
  if (!Number.isNaN(told)) return `Offline since ${timeOfDay(told)}`;
  return view.hadPicture ? `Offline since ${timeOfDay(view.since)}` : 'Offline';
}

function timeOfDay(instant: number): string {
  return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

function codecName(codec: string | null): string {
  if (codec === null) return 'this camera’s video';
  return { H265: 'H.265', 'M-JPEG': 'Motion JPEG' }[codec] ?? codec;
}
