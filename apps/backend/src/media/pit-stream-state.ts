import { type PitStream, type StreamStatus } from '@ppf/contracts';
import { type PathItem } from '@ppf/mediamtx';
import { type DesiredStream } from './desired-streams';

/** What is remembered of a stream between two sightings. Instants in milliseconds. */
export interface PitStreamState {
  readonly status: StreamStatus;
  /** When the status was entered. */
  readonly since: number;
  readonly codec: string | null;
  readonly readers: number;
  /** Bytes received at the last sighting of a stream. */
  readonly bytes: number;
  /** When bytes last came in; null while there is no stream. */
  readonly grewAt: number | null;
  /** Since when there is no stream; null while there is one. */
  readonly missingSince: number | null;
}

/** A stream stalls when nothing arrived for so long. A camera sends several packets a second. */
export const STALLED_AFTER_MS = 3000;
/** A stream that is gone for less is not taken for gone: one reading may fall into a camera's reconnection. */
export const GONE_AFTER_MS = 1500;
/** A pulled camera that gives no stream for so long is offline: MediaMTX tries it every 5 s. */
export const OFFLINE_AFTER_MS = 10_000;

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
  const readers = item?.readers.length ?? 0;
  const since = before?.status === next.status ? before.since : now;
  return { ...next, readers, since };
}

/** Nothing is known any more: the media server does not answer. */
export function unheardStreamState(now: number): PitStreamState {
  return {
    status: 'unknown',
    since: now,
    codec: null,
    readers: 0,
    bytes: 0,
    grewAt: null,
    missingSince: null,
  };
}

/** What the API shows of a state. */
export function shown({ status, since, codec, readers }: PitStreamState): PitStream {
  return { status, since: status === 'unknown' ? null : new Date(since).toISOString(), codec, readers };
}

type NextState = Omit<PitStreamState, 'since' | 'readers'>;

function withStream(before: PitStreamState | undefined, item: PathItem, now: number): NextState {
  const isNew = !before || before.grewAt === null;
  // Fewer bytes than before: another stream, whose counter began anew.
  const grew = item.bytesReceived !== (isNew ? 0 : before.bytes);
  const grewAt = grew || isNew ? now : before.grewAt;
  const codec = item.tracks.find((track) => VIDEO.test(track)) ?? null;
  const seen = { codec, bytes: item.bytesReceived, grewAt, missingSince: null };
  if (grew) return { ...seen, status: 'live' };
  if (now - grewAt >= STALLED_AFTER_MS) return { ...seen, status: 'stalled' };
  const established = before?.status === 'live' || before?.status === 'stalled';
  return { ...seen, status: established ? before.status : 'connecting' };
}

function withoutStream(before: PitStreamState | undefined, desired: DesiredStream, now: number): NextState {
  const missingSince = before?.missingSince ?? now;
  const missingFor = now - missingSince;
  const wasThere = before?.status === 'live' || before?.status === 'stalled';
  if (wasThere && missingFor < GONE_AFTER_MS) {
    return {
      status: before.status,
      codec: before.codec,
      bytes: before.bytes,
      grewAt: before.grewAt,
      missingSince,
    };
  }
  return {
    status: statusWithout(desired, before, missingFor),
    codec: null,
    bytes: 0,
    grewAt: null,
    missingSince,
  };
}

function statusWithout(
  desired: DesiredStream,
  before: PitStreamState | undefined,
  missingFor: number,
): StreamStatus {
  if (desired.kind === 'push') return 'offline';
  // Nothing is wrong with a camera that nobody asks for; a viewer's request starts it.
  if (desired.onDemand) return 'connecting';
  return before?.status === 'offline' || missingFor >= OFFLINE_AFTER_MS ? 'offline' : 'connecting';
}
