import type { PitStream, RevocationCause, ViewingEnding } from '@ppf/contracts';
import { formatAge, formatTime } from '../../texts';
import type { DenialReason } from '../state/plan-retry';
import type { PlaybackFailure } from '../state/playback-failure';
import type { DisplayState, PlayerView } from '../state/player-view';
import { type OfflineCamera, offlineSentence } from './offline-text';
import { codecName, mediaServerSentence, stalledSentence } from './stream-sentences';
import { text } from './text';

/** Symbol of a chip, which is distinguishable without colour. */
export type ChipShape = 'dot' | 'half' | 'ring' | 'lock' | 'mark';

/** Texts on the video. */
export interface PlayerText {
  readonly chip: { readonly shape: ChipShape; readonly word: string } | null;
  /** What happened and what to do; null where the picture is enough. */
  readonly sentence: string | null;
  readonly action: { readonly does: 'try-now' | 'explain'; readonly label: string } | null;
  /** For screen readers at a change of state. Without running durations, which would be read out every second. */
  readonly announcement: string;
}

/** Delay until "Connecting…" is shown, ms. */
const CONNECTING_TEXT_DELAY_MS = 2_000;

type TextKey = Parameters<typeof text>[0];

const FAILURES: Partial<Readonly<Record<PlaybackFailure, TextKey>>> = {
  'api-unreachable': 'failure.apiUnreachable',
  'server-unreachable': 'failure.serverUnreachable',
  configuration: 'failure.configuration',
  'no-connection': 'failure.noConnection',
  'no-frames': 'failure.noFrames',
  'ended-early': 'failure.endedEarly',
  unstable: 'failure.unstable',
  browser: 'failure.browser',
};

const DENIALS: Readonly<Record<DenialReason, TextKey>> = {
  'signed-out': 'denied.signedOut',
  forbidden: 'denied.forbidden',
  'pit-gone': 'denied.pitGone',
  'viewing-ended': 'denied.viewingEnded',
  'pit-viewers-full': 'denied.pitViewersFull',
  'workshop-viewers-full': 'denied.workshopViewersFull',
  'viewer-sessions-full': 'denied.viewerSessionsFull',
  refused: 'denied.refused',
};

const DENIAL_CHIPS: Partial<Readonly<Record<DenialReason, TextKey>>> = {
  'viewing-ended': 'chip.ended',
  'pit-viewers-full': 'chip.atCapacity',
  'workshop-viewers-full': 'chip.atCapacity',
  'viewer-sessions-full': 'chip.atCapacity',
};

const ENDINGS: Readonly<Record<RevocationCause, TextKey>> = {
  'ended-by-owner': 'ended.byOwner',
  'ended-by-operator': 'ended.byOperator',
  'ended-by-viewer': 'ended.byViewer',
  'access-changed': 'ended.accessChanged',
  'password-changed': 'ended.passwordChanged',
  'pit-deleted': 'ended.pitDeleted',
  replaced: 'ended.replaced',
  'lease-ended': 'ended.leaseEnded',
  'time-limit': 'ended.timeLimit',
};
/** Endings after which a retry cannot succeed. */
const PERMANENT_ENDINGS: readonly RevocationCause[] = ['access-changed', 'pit-deleted'];

interface TextContext {
  readonly view: PlayerView;
  readonly stream: PitStream;
  readonly now: number;
  readonly camera: OfflineCamera | null;
}

const TEXTS: Readonly<Record<DisplayState, (context: TextContext) => PlayerText>> = {
  connecting: ({ view, now }) => ({
    chip: null,
    sentence: now - view.since >= CONNECTING_TEXT_DELAY_MS ? text('connecting') : null,
    action: null,
    announcement: text('announcement.connecting'),
  }),
  live: () => ({
    chip: { shape: 'dot', word: text('chip.live') },
    sentence: null,
    action: null,
    announcement: text('announcement.live'),
  }),
  stalled: ({ view, stream, now }) => {
    const sentence = mediaServerSentence(stream) ?? stalledSentence(stream);
    return {
      chip: { shape: 'half', word: text('chip.frozen', { duration: formatAge(now - view.since) }) },
      sentence,
      action: null,
      announcement: text('announcement.frozen', { sentence }),
    };
  },
  reconnecting: ({ view, stream, now }) => ({
    chip: { shape: 'half', word: text('chip.reconnecting') },
    sentence: mediaServerSentence(stream) ?? reconnectingSentence(view, now),
    action: { does: 'try-now', label: text('action.tryNow') },
    announcement: text('announcement.reconnecting'),
  }),
  waiting: (context) => {
    if (context.view.failure === 'camera-paused') return pausedText();
    const sentence = mediaServerSentence(context.stream);
    return sentence === null ? offlineText(context) : interruptedText(sentence);
  },
  denied: ({ view }) => {
    const denied = view.stopReason?.kind === 'denied' ? view.stopReason : null;
    const reason = denied?.reason ?? 'refused';
    const sentence = denied?.ending ? endingSentence(denied.ending) : text(DENIALS[reason]);
    return {
      chip: { shape: 'lock', word: text(DENIAL_CHIPS[reason] ?? 'chip.noAccess') },
      sentence,
      action: retryAction(reason, denied?.ending),
      announcement: sentence,
    };
  },
  unsupported: ({ view }) => {
    const codec = view.stopReason?.kind === 'unsupported' ? view.stopReason.codec : null;
    const sentence = text('unsupported', { codec: codecName(codec) });
    return {
      chip: { shape: 'mark', word: text('chip.unsupported') },
      sentence,
      action: null,
      announcement: sentence,
    };
  },
};

/** The texts for what is shown. @param now ms since 1970 @param camera null while unknown */
export function playerText(
  view: PlayerView,
  stream: PitStream,
  now: number,
  camera: OfflineCamera | null = null,
): PlayerText {
  return TEXTS[view.state]({ view, stream, now, camera });
}

function pausedText(): PlayerText {
  return {
    chip: { shape: 'ring', word: text('chip.paused') },
    sentence: text('paused'),
    action: null,
    announcement: text('announcement.paused'),
  };
}

function interruptedText(sentence: string): PlayerText {
  return {
    chip: { shape: 'half', word: text('chip.reconnecting') },
    sentence,
    action: { does: 'try-now', label: text('action.tryNow') },
    announcement: sentence,
  };
}

function offlineText({ view, stream, camera }: TextContext): PlayerText {
  const sentence = offlineSentence(camera);
  return {
    chip: { shape: 'ring', word: offlineChipText(view, stream) },
    sentence,
    action: { does: 'explain', label: text('action.troubleshoot') },
    announcement: text('announcement.offline', { sentence }),
  };
}

function endingSentence({ cause, at }: ViewingEnding): string {
  return text(ENDINGS[cause], { time: formatTime(at) });
}

function retryAction(reason: DenialReason, ending?: ViewingEnding): PlayerText['action'] {
  if (ending && PERMANENT_ENDINGS.includes(ending.cause)) return null;
  const label = reason === 'viewing-ended' ? text('action.watchAgain') : text('action.tryAgain');
  return { does: 'try-now', label };
}

function reconnectingSentence(view: PlayerView, now: number): string {
  if (view.hadPicture && view.failure !== 'unstable')
    return text('connectionLost', { duration: formatAge(now - view.since) });
  return text((view.failure && FAILURES[view.failure]) ?? 'noConnection');
}

function offlineChipText(view: PlayerView, stream: PitStream): string {
  const reported = stream.status === 'offline' && stream.since ? Date.parse(stream.since) : NaN;
  const since = Number.isNaN(reported) && view.hadPicture ? view.since : reported;
  return Number.isNaN(since) ? text('chip.offline') : text('chip.offlineSince', { time: formatTime(since) });
}
