import { type PathItem } from '@ppf/mediamtx';
import { countViewers } from '../../../media-servers';
import { nextBitrate } from './bitrate';
import { type StreamState } from './stream-state';

/**
 * Whether a stream is live and undisturbed, as in the previous poll, and sends the same tracks. That is the usual case of
 * each stream and second. Tracks of an item that did not change are the same objects.
 */
export function isSteady(before: StreamState, { ready, bytesReceived, tracks }: PathItem): boolean {
  return (
    ready &&
    before.status === 'live' &&
    bytesReceived > before.bytes &&
    before.grewAt !== null &&
    before.missingSince === null &&
    before.graceUntil === null &&
    before.bitrate !== null &&
    before.falls.length === 0 &&
    before.video !== null &&
    tracks.includes(before.video)
  );
}

/** The same as `nextStreamState` decides for a steady stream, at a fraction of the cost. Pure. */
export function steadyStreamState(before: StreamState, item: PathItem, now: number): StreamState {
  const { viewers, hlsSince } = countViewers(item.readers, before.hlsSince, now);
  return {
    status: 'live',
    since: before.since,
    video: before.video,
    bitrate: before.bitrate && nextBitrate(before.bitrate, item.bytesReceived - before.bytes, now),
    readers: viewers,
    hlsSince,
    bytes: item.bytesReceived,
    grewAt: now,
    missingSince: null,
    steadySince: null,
    falls: before.falls,
    graceUntil: null,
    cause: null,
  };
}
