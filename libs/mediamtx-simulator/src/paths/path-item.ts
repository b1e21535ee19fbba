import type { Described, Reader } from './participants';
import type { Stream } from './stream';

/** Go's zero time: `onlineTime` of a pulled source that was never ready (MediaMTX contract §4.1). */
const NEVER = '0001-01-01T00:00:00Z';

/** A path in `paths/list` and `paths/get`. */
export interface PathItem {
  name: string;
  confName: string;
  ready: boolean;
  readyTime: string | null;
  available: boolean;
  availableTime: string | null;
  online: boolean;
  onlineTime: string | null;
  source: Described | null;
  tracks: string[];
  tracks2: unknown[];
  readers: Described[];
  inboundBytes: number;
  outboundBytes: number;
  inboundFramesInError: number;
  bytesReceived: number;
  bytesSent: number;
}

/** State of a path. */
export interface PathState {
  name: string;
  confName: string;
  stream: Stream | null;
  availableSince: Date | null;
  source: Described | null;
  pulled: boolean;
  readers: Iterable<Reader>;
}

/** Formats a path as v1.20.1 does; `online` may be true without a stream. */
export function describePath({ stream, availableSince, source, ...path }: PathState): PathItem {
  const since = availableSince?.toISOString() ?? null;
  const online = stream !== null || source !== null;
  const inbound = stream?.inboundBytes ?? 0;
  const outbound = stream?.outboundBytes ?? 0;
  const key = ({ type, id }: Described) => `${type} ${id}`;
  return {
    name: path.name,
    confName: path.confName,
    ready: stream !== null,
    readyTime: since,
    available: stream !== null,
    availableTime: since,
    online,
    onlineTime: online ? (since ?? NEVER) : null,
    source,
    tracks: stream?.tracks.map(({ codec }) => codec) ?? [],
    tracks2: stream?.describeTracks() ?? [],
    readers: [...path.readers]
      .map((reader) => reader.describe())
      .filter((described) => described !== null)
      .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    inboundBytes: inbound,
    outboundBytes: outbound,
    inboundFramesInError: 0,
    bytesReceived: inbound,
    bytesSent: outbound,
  };
}
