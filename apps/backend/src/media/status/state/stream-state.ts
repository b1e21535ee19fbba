import { type PitStream, type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type PathItem, type Track } from '@ppf/mediamtx';
import { countViewers, NO_HLS } from '../../../media-servers';
import { type DesiredStream } from '../../paths/desired/desired-streams';
import { beginBitrate, type Bitrate, nextBitrate, zeroBitrate } from './bitrate';
import { attribute, attributeToServer } from './stream-cause';

/** State of a stream between two polls. Instants in milliseconds. */
export interface StreamState {
  readonly status: StreamStatus;
  /** When the status began. */
  readonly since: number;
  /** Video track; null while there is none. */
  readonly video: Track | null;
  readonly bitrate: Bitrate | null;
  readonly readers: number;
  /** When each of its HLS sessions was first listed. */
  readonly hlsSince: ReadonlyMap<string, number>;
  /** Received bytes at the last poll that listed the stream. */
  readonly bytes: number;
  /** When bytes last arrived; null while there is no stream. */
  readonly grewAt: number | null;
  /** Since when there is no stream; null while there is one. */
  readonly missingSince: number | null;
  /** Since when bytes arrive again after the status left `live`; null while none arrive, and while it is live. */
  readonly steadySince: number | null;
  /** When the status left `live`, within the last minute. */
  readonly falls: readonly number[];
  /** Until then a missing picture is attributed to the media server; null: to the camera. */
  readonly graceUntil: number | null;
  /** Cause of the missing picture; null: it is there, or should not be. */
  readonly cause: StreamCause | null;
}

/**
 * Milliseconds without bytes after which a stream is stalled. That is two polls, so that the status shows it within
 * three seconds of the last packet. Even a camera with one picture per second sends more often.
 */
export const STALLED_AFTER_MS = 1800;
/** Milliseconds without a stream after which it counts as ended: one poll may fall into a reconnection of the camera. */
export const ENDED_AFTER_MS = 1500;
/** Milliseconds without a stream after which a pulled camera is offline: MediaMTX retries every 5 s. */
export const OFFLINE_AFTER_MS = 10_000;

/** A stream that left `live` `falls` times within `withinMs` is live again only after bytes arrive for `steadyForMs`. */
const FLAPPING = { falls: 3, withinMs: 60_000, steadyForMs: 5000 } as const;

const NO_FALLS: readonly number[] = [];

/** Video codecs by MediaMTX's names. The first track with one of them is the picture. */
const VIDEO_CODEC = /^(AV1|VP8|VP9|H26[45]|M-?JPEG|MPEG-(1\/2|4) Video)$/;

/**
 * State after a poll. Pure. Uses `ready`, never `online`, which is true for an unreachable camera too (MediaMTX contract
 * §4.1). A stream counts as live only while its byte count grows.
 * @param item Undefined when the media server does not list the path.
 */
export function nextStreamState(
  before: StreamState | undefined,
  desired: DesiredStream,
  item: PathItem | undefined,
  now: number,
): StreamState {
  const next = item?.ready ? withStream(before, item, now) : withoutStream(before, desired, now);
  const { viewers, hlsSince } = countViewers(item?.readers ?? [], before?.hlsSince ?? NO_HLS, now);
  const { graceUntil, cause } = attribute(before, next, { desired, item, grew: next.grewAt === now, now });
  // Written out: spreading the objects takes several times as long, for each stream and second.
  return {
    status: next.status,
    since: sinceOf(before, next, item, now),
    video: next.video,
    bitrate: next.bitrate,
    readers: viewers,
    hlsSince,
    bytes: next.bytes,
    grewAt: next.grewAt,
    missingSince: next.missingSince,
    steadySince: next.steadySince,
    falls: fallsOf(before, next, desired, now),
    graceUntil,
    cause,
  };
}

/** First state of a new tracker. When another tracker reported the same status before, it began at that time. Pure. */
export function continueStreamState(first: StreamState, reported: PitStream): StreamState {
  if (first.status !== reported.status || reported.since === null) return first;
  return { ...first, since: Math.min(first.since, Date.parse(reported.since)) };
}

/** State of a stream whose media server is unreachable. Pure. @param before Last state. */
export function unreachableStreamState(before: StreamState, now: number): StreamState {
  const { graceUntil } = attributeToServer(before);
  return { ...unknownStreamState(now), graceUntil, cause: 'media-server' };
}

/** State of a stream whose status is unknown. */
export function unknownStreamState(now: number): StreamState {
  return {
    status: 'unknown',
    since: now,
    video: null,
    bitrate: null,
    readers: 0,
    hlsSince: NO_HLS,
    bytes: 0,
    grewAt: null,
    missingSince: null,
    steadySince: null,
    falls: [],
    graceUntil: null,
    cause: null,
  };
}

/** Maps a state to its response. */
export function toStreamResponse(state: StreamState): PitStream {
  const { status, cause, since, video, bitrate, readers } = state;
  return {
    status,
    cause,
    since: status === 'unknown' ? null : new Date(since).toISOString(),
    codec: video?.codec ?? null,
    profile: video?.profile ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    bits_per_second: bitrate?.reported ?? null,
    readers,
  };
}

/** Whether two states map to the same response. Pure. False for equal tracks that are not the same object. */
export function hasSameResponse(one: StreamState, other: StreamState): boolean {
  return (
    one.status === other.status &&
    one.cause === other.cause &&
    one.since === other.since &&
    one.video === other.video &&
    one.readers === other.readers &&
    (one.bitrate?.reported ?? null) === (other.bitrate?.reported ?? null)
  );
}

type NextState = Omit<StreamState, 'since' | 'readers' | 'hlsSince' | 'falls' | 'graceUntil' | 'cause'>;

/** A stream that existed before the first poll is live since its `readyTime`, on the clock of the media server. */
function sinceOf(
  before: StreamState | undefined,
  next: NextState,
  item: PathItem | undefined,
  now: number,
): number {
  if (before?.status === next.status) return before.since;
  const isFirst = !before || before.status === 'unknown';
  return isFirst && next.status === 'live' ? Math.min(item?.readyTime?.getTime() ?? now, now) : now;
}

function fallsOf(
  before: StreamState | undefined,
  next: NextState,
  desired: DesiredStream,
  now: number,
): readonly number[] {
  const all = before?.falls ?? NO_FALLS;
  const recent = all.length === 0 ? all : all.filter((fell) => now - fell < FLAPPING.withinMs);
  // An on-demand stream ends without viewers, which is not a fault.
  const fell = before?.status === 'live' && next.status !== 'live' && !desired.onDemand;
  return fell ? [...recent, now] : recent;
}

function withStream(before: StreamState | undefined, item: PathItem, now: number): NextState {
  const isNew = !before || before.grewAt === null;
  // After a gap the byte count starts from zero, and MediaMTX may reset it at any time.
  const counted = isNew || before.missingSince !== null ? 0 : before.bytes;
  const grew = item.bytesReceived !== counted;
  const grewAt = grew || isNew ? now : before.grewAt;
  const next = {
    video: item.tracks.find(({ codec }) => VIDEO_CODEC.test(codec)) ?? null,
    bitrate: before?.bitrate
      ? nextBitrate(before.bitrate, item.bytesReceived - counted, now)
      : beginBitrate(now),
    bytes: item.bytesReceived,
    grewAt,
    missingSince: null,
    steadySince: null,
  };
  if (now - grewAt >= STALLED_AFTER_MS) return { ...next, bitrate: zeroBitrate(now), status: 'stalled' };
  const isEstablished = before?.status === 'live' || before?.status === 'stalled';
  if (!grew) {
    const steadySince = before?.steadySince ?? null;
    return { ...next, steadySince, status: isEstablished ? before.status : 'connecting' };
  }
  const steadySince = before?.steadySince ?? now;
  if (before && isFlapping(before, steadySince, now)) return { ...next, steadySince, status: before.status };
  return { ...next, status: 'live' };
}

function isFlapping({ status, falls }: StreamState, steadySince: number, now: number): boolean {
  const recent = falls.filter((fell) => now - fell < FLAPPING.withinMs);
  return status !== 'live' && recent.length >= FLAPPING.falls && now - steadySince < FLAPPING.steadyForMs;
}

function withoutStream(before: StreamState | undefined, desired: DesiredStream, now: number): NextState {
  const missingSince = before?.missingSince ?? now;
  const missingFor = now - missingSince;
  const existed = before?.status === 'live' || before?.status === 'stalled';
  if (existed && missingFor < ENDED_AFTER_MS) return { ...before, steadySince: null, missingSince };
  return {
    status: statusWithoutStream(desired, before, missingFor),
    video: null,
    bitrate: null,
    bytes: 0,
    grewAt: null,
    missingSince,
    steadySince: null,
  };
}

function statusWithoutStream(
  desired: DesiredStream,
  before: StreamState | undefined,
  missingFor: number,
): StreamStatus {
  // An on-demand camera without viewers is not pulled. The request of a viewer starts it.
  if (desired.onDemand) return 'connecting';
  if (desired.kind === 'push') return 'offline';
  return before?.status === 'offline' || missingFor >= OFFLINE_AFTER_MS ? 'offline' : 'connecting';
}
