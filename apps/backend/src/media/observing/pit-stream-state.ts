import { type PitStream, type StreamCause, type StreamStatus } from '@ppf/contracts';
import { type PathItem, type Track } from '@ppf/mediamtx';
import { beginBitrate, type Bitrate, nextBitrate, silentBitrate } from './bitrate';
import { countViewers, NO_HLS } from './count-viewers';
import { type DesiredStream } from '../paths/desired-streams';
import { blame, blameServer } from './stream-blame';

/** What is remembered of a stream between two sightings. Instants in milliseconds. */
export interface PitStreamState {
  readonly status: StreamStatus;
  /** When the status was entered. */
  readonly since: number;
  /** The picture's track; null while there is none. */
  readonly video: Track | null;
  readonly bitrate: Bitrate | null;
  readonly readers: number;
  /** When each HLS session of it was first seen. */
  readonly hlsSince: ReadonlyMap<string, number>;
  /** Bytes received at the last sighting of a stream. */
  readonly bytes: number;
  /** When bytes last came in; null while there is no stream. */
  readonly grewAt: number | null;
  /** Since when there is no stream; null while there is one. */
  readonly missingSince: number | null;
  /** Since when bytes come in again after the status left `live`; null while they do not, and while it is live. */
  readonly steadySince: number | null;
  /** When it left `live`, within the last minute. */
  readonly falls: readonly number[];
  /** Until then the media server is at fault for a picture that is away; null: the camera is. */
  readonly excusedUntil: number | null;
  /** Who keeps the picture away; null: it is there, or should not be. */
  readonly cause: StreamCause | null;
}

/**
 * A stream stalls when nothing arrived for so long: two readings, so that it is shown within three seconds of the last
 * packet. A camera sends several packets a second, the slowest one a picture each second.
 */
export const STALLED_AFTER_MS = 1800;
/** A stream that is gone for less is not taken for gone: one reading may fall into a camera's reconnection. */
export const GONE_AFTER_MS = 1500;
/** A pulled camera that gives no stream for so long is offline: MediaMTX tries it every 5 s. */
export const OFFLINE_AFTER_MS = 10_000;

/** A stream that fell so often within the last minute is live again only when it has stayed for a while. */
const FLAPS = { falls: 3, withinMs: 60_000, steadyForMs: 5000 } as const;

/** Video codecs by MediaMTX's names; the first one of a path is the picture. */
const VIDEO = /^(AV1|VP8|VP9|H26[45]|M-?JPEG|MPEG-(1\/2|4) Video)$/;

/**
 * The state after a reading of the media server. Pure. Asks `ready`, never `online`, which is true for a camera that
 * cannot be reached (MediaMTX contract §4.1), and believes a stream only while its bytes grow.
 * @param item Undefined when the media server does not list the path.
 */
export function nextStreamState(
  before: PitStreamState | undefined,
  desired: DesiredStream,
  item: PathItem | undefined,
  now: number,
): PitStreamState {
  const next = item?.ready ? withStream(before, item, now) : withoutStream(before, desired, now);
  const { viewers, hlsSince } = countViewers(item?.readers ?? [], before?.hlsSince ?? NO_HLS, now);
  return {
    ...next,
    readers: viewers,
    hlsSince,
    since: sinceOf(before, next, item, now),
    falls: fallsOf(before, next, desired, now),
    ...blame(before, next, { desired, item, grew: next.grewAt === now, now }),
  };
}

/** The first state that an observer sees, where somebody has told the same one before it: it has lasted since then. */
export function continuedStreamState(first: PitStreamState, known: PitStream): PitStreamState {
  if (first.status !== known.status || known.since === null) return first;
  return { ...first, since: Math.min(first.since, Date.parse(known.since)) };
}

/** Nothing is known any more: the media server does not answer. @param before What was known. */
export function unansweredStreamState(before: PitStreamState, now: number): PitStreamState {
  const { excusedUntil } = blameServer(before);
  return { ...unheardStreamState(now), excusedUntil, cause: 'media-server' };
}

/** Nothing is known. */
export function unheardStreamState(now: number): PitStreamState {
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
    excusedUntil: null,
    cause: null,
  };
}

/** What the API shows of a state. */
export function shown({ status, cause, since, video, bitrate, readers }: PitStreamState): PitStream {
  return {
    status,
    cause,
    since: status === 'unknown' ? null : new Date(since).toISOString(),
    codec: video?.codec ?? null,
    profile: video?.profile ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    bits_per_second: bitrate?.told ?? null,
    readers,
  };
}

type NextState = Omit<PitStreamState, 'since' | 'readers' | 'hlsSince' | 'falls' | 'excusedUntil' | 'cause'>;

/** A stream that was there before us is live for as long as the media server has it, by its clock. */
function sinceOf(
  before: PitStreamState | undefined,
  next: NextState,
  item: PathItem | undefined,
  now: number,
): number {
  if (before?.status === next.status) return before.since;
  const isFirst = !before || before.status === 'unknown';
  return isFirst && next.status === 'live' ? Math.min(item?.readyTime?.getTime() ?? now, now) : now;
}

function fallsOf(
  before: PitStreamState | undefined,
  next: NextState,
  desired: DesiredStream,
  now: number,
): readonly number[] {
  const recent = (before?.falls ?? []).filter((fell) => now - fell < FLAPS.withinMs);
  // What nobody asks for ends, and nothing is wrong with it.
  const fell = before?.status === 'live' && next.status !== 'live' && !desired.onDemand;
  return fell ? [...recent, now] : recent;
}

function withStream(before: PitStreamState | undefined, item: PathItem, now: number): NextState {
  const isNew = !before || before.grewAt === null;
  // Another stream counts anew: one after a gap, and one that has fewer bytes than before.
  const counted = isNew || before.missingSince !== null ? 0 : before.bytes;
  const grew = item.bytesReceived !== counted;
  const grewAt = grew || isNew ? now : before.grewAt;
  const seen = {
    video: item.tracks.find(({ codec }) => VIDEO.test(codec)) ?? null,
    bitrate: before?.bitrate
      ? nextBitrate(before.bitrate, item.bytesReceived - counted, now)
      : beginBitrate(now),
    bytes: item.bytesReceived,
    grewAt,
    missingSince: null,
    steadySince: null,
  };
  if (now - grewAt >= STALLED_AFTER_MS) return { ...seen, bitrate: silentBitrate(now), status: 'stalled' };
  const established = before?.status === 'live' || before?.status === 'stalled';
  if (!grew) {
    const steadySince = before?.steadySince ?? null;
    return { ...seen, steadySince, status: established ? before.status : 'connecting' };
  }
  const steadySince = before?.steadySince ?? now;
  // `before` of a stream that flaps is there: it has fallen.
  if (before && isFlapping(before, steadySince, now)) return { ...seen, steadySince, status: before.status };
  return { ...seen, status: 'live' };
}

function isFlapping({ status, falls }: PitStreamState, steadySince: number, now: number): boolean {
  const recent = falls.filter((fell) => now - fell < FLAPS.withinMs);
  return status !== 'live' && recent.length >= FLAPS.falls && now - steadySince < FLAPS.steadyForMs;
}

function withoutStream(before: PitStreamState | undefined, desired: DesiredStream, now: number): NextState {
  const missingSince = before?.missingSince ?? now;
  const missingFor = now - missingSince;
  const wasThere = before?.status === 'live' || before?.status === 'stalled';
  if (wasThere && missingFor < GONE_AFTER_MS) return { ...before, steadySince: null, missingSince };
  return {
    status: statusWithout(desired, before, missingFor),
    video: null,
    bitrate: null,
    bytes: 0,
    grewAt: null,
    missingSince,
    steadySince: null,
  };
}

function statusWithout(
  desired: DesiredStream,
  before: PitStreamState | undefined,
  missingFor: number,
): StreamStatus {
  // Nothing is wrong with a camera that nobody asks for; a viewer's request starts it.
  if (desired.onDemand) return 'connecting';
  if (desired.kind === 'push') return 'offline';
  return before?.status === 'offline' || missingFor >= OFFLINE_AFTER_MS ? 'offline' : 'connecting';
}
