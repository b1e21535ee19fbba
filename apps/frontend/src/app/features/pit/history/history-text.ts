import type { Outage, PitHistory, TimelineCause, TimelineState } from '@ppf/contracts';
import { clockText } from '../../../ui/time-text';

/** What a state of the timeline is called. */
export const STATE_WORDS: Readonly<Record<TimelineState, string>> = {
  up: 'Picture',
  down: 'No picture',
  idle: 'Not asked for',
  unknown: 'Not known',
};

/** How much of the time there was a picture, in a sentence: what is not known is neither. */
export function uptimeText(history: PitHistory): string {
  const { uptime_share, unknown_share, outage_count, down_seconds } = history;
  const { media_server_down_seconds: taken } = history;
  if (uptime_share === null)
    return unknown_share > 0.99
      ? 'Nothing is known of this time.'
      : 'Nobody asked for a picture in this time.';
  const outages = outage_count === 1 ? '1 outage' : `${outage_count} outages`;
  const picture =
    outage_count === 0
      ? 'No outage in this time.'
      : `A picture ${shareText(uptime_share)} of the time. ${outages}, together ${durationText((down_seconds + taken) * 1000)}${takenText(taken)}.`;
  const unknown = unknown_share >= 0.01 ? ` ${shareText(unknown_share)} of the time is not known.` : '';
  return picture + unknown;
}

/** What the media server is at fault for: the share is the camera's. */
function takenText(seconds: number): string {
  return seconds > 0 ? `, ${durationText(seconds * 1000)} of it by the media server` : '';
}

/** What a piece of the timeline is called, with who is at fault where that is not the camera. */
export function segmentText(state: TimelineState, cause: TimelineCause | null): string {
  if (cause === 'media-server')
    return state === 'down'
      ? 'No picture: media server interrupted'
      : 'Not known: media server did not answer';
  return STATE_WORDS[state];
}

/** An outage in a line: `09:12 to 09:31`. `now` and instants are in milliseconds since 1970. */
export function outageTimes({ began_at, ended_at }: Outage, now: number): string {
  const began = clockText(began_at, now);
  if (ended_at === null) return `since ${began}`;
  // Of the day that it began on, the hour is enough.
  const ended = clockText(ended_at, Date.parse(began_at));
  return began.endsWith(ended) ? began : `${began} to ${ended}`;
}

/** What it was and how long: `Offline for 19 min`. */
export function outageText({ kind, cause, began_at, ended_at }: Outage, now: number): string {
  const length = (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(began_at);
  if (cause === 'media-server') return `Media server interrupted for ${durationText(length)}`;
  return `${kind === 'stalled' ? 'Frozen' : 'Offline'} for ${durationText(length)}`;
}

/** `12 s`, `4 min`, `3 h 20 min`, `2 days 4 h`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} days` : `${days} days ${hours % 24} h`;
}

/** `98.7 %`. Never 100 % when something is missing, and never 0 % when something is there. */
export function shareText(share: number): string {
  if (share >= 1) return '100 %';
  if (share <= 0) return '0 %';
  const percent = Math.min(99.9, Math.max(0.1, share * 100));
  return `${percent >= 10 && Number.isInteger(Number(percent.toFixed(1))) ? percent.toFixed(0) : percent.toFixed(1)} %`;
}
