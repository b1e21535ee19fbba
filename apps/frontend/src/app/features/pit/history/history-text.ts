import type { Outage, PitHistory, TimelineCause, TimelineState } from '@ppf/contracts';
import { formatDuration, formatRecent, formatShare } from '../../../texts';
import { text } from '../texts/text';

/** The name of a state of the timeline. */
export function stateText(state: TimelineState): string {
  return text(`history.state.${state}`);
}

/** The availability of video, in sentences. Unknown time counts neither as available nor as an outage. */
export function uptimeText(history: PitHistory): string {
  const { uptime_share, unknown_share } = history;
  if (uptime_share === null)
    return text(unknown_share > 0.99 ? 'history.uptime.unknown' : 'history.uptime.idle');
  const sentences = [availabilityText(history, uptime_share)];
  if (unknown_share >= 0.01)
    sentences.push(text('history.uptime.unknownShare', { share: formatShare(unknown_share) }));
  return sentences.join(' ');
}

function availabilityText(history: PitHistory, share: number): string {
  const { outage_count: count, down_seconds, media_server_down_seconds: taken } = history;
  if (count === 0) return text('history.uptime.noOutage');
  const length = formatDuration((down_seconds + taken) * 1000);
  const values = { share: formatShare(share), count, length };
  // The share counts the camera's outages only, so the part of the media server is named.
  return taken > 0
    ? text('history.uptime.shareWithMediaServer', { ...values, taken: formatDuration(taken * 1000) })
    : text('history.uptime.share', values);
}

/** The name of a segment of the timeline, with its cause where that is not the camera. */
export function segmentText(state: TimelineState, cause: TimelineCause | null): string {
  if (cause !== 'media-server') return stateText(state);
  return text(state === 'down' ? 'history.segment.mediaServerDown' : 'history.segment.mediaServerUnknown');
}

/** The times of an outage: `09:12 to 09:31`. @param now Milliseconds since 1970. */
export function outageTimes({ began_at, ended_at }: Outage, now: number): string {
  const from = formatRecent(began_at, now);
  if (ended_at === null) return text('history.outage.since', { from });
  // On the day of the beginning, the time of day is enough.
  const to = formatRecent(ended_at, began_at);
  return from.endsWith(to) ? from : text('history.outage.times', { from, to });
}

/** Kind and length of an outage: `Offline for 19 min`. @param now Milliseconds since 1970. */
export function outageText({ kind, cause, began_at, ended_at }: Outage, now: number): string {
  const length = formatDuration((ended_at === null ? now : Date.parse(ended_at)) - Date.parse(began_at));
  if (cause === 'media-server') return text('history.outage.mediaServer', { length });
  return text(kind === 'stalled' ? 'history.outage.frozen' : 'history.outage.offline', { length });
}
