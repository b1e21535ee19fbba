/** A path with a publisher, as `paths/list` returns it. */
export interface SentPath {
  /** Type of the publisher. Default: pulled by RTSP. */
  readonly source?: string;
  /** Start of publishing, ISO 8601; absent: not returned. */
  readonly since?: string;
  readonly viewers?: number;
}

/**
 * Fields of a listed path. `older`: those of v1.9.3. `current`: those of v1.20.1 too. `newer`: a future release, with
 * new fields, without the older names, and with new values of known fields.
 */
export type PathFormat = 'older' | 'current' | 'newer';

/** A path that is listed. */
export interface ListedPath {
  readonly name: string;
  /** Name of its configuration. */
  readonly configuredAs: string;
  /** Absent: without a publisher. */
  readonly sent: SentPath | undefined;
  /** Bytes that the publisher has sent. */
  readonly bytes: number;
}

const SINCE = '2026-01-01T00:00:00Z';

/** Returns the JSON of a path. */
export function toPathItem(path: ListedPath, format: PathFormat): object {
  if (format === 'newer') return toNewerItem(path);
  const { name, configuredAs, sent, bytes } = path;
  const item = {
    name,
    confName: configuredAs,
    ready: sent !== undefined,
    ...(sent?.since === undefined ? {} : { readyTime: sent.since }),
    source: { type: sent?.source ?? 'rtspSource', id: sent?.source ? 'session' : '' },
    tracks: ['H264'],
    bytesReceived: sent ? bytes : 0,
    readers: Array.from({ length: sent?.viewers ?? 0 }, (_, id) => ({
      type: 'webRTCSession',
      id: String(id),
    })),
  };
  return format === 'older' || !sent
    ? item
    : {
        ...item,
        available: true,
        ...(sent.since === undefined ? {} : { availableTime: sent.since }),
        inboundBytes: bytes,
        outboundBytes: 0,
        tracks2: [{ codec: 'H264', codecProps: { width: 1280, height: 720, profile: 'High' } }],
      };
}

function toNewerItem({ name, configuredAs, sent, bytes }: ListedPath): object {
  return {
    name,
    confName: configuredAs,
    available: sent !== undefined,
    availableTime: sent?.since ?? SINCE,
    inboundBytes: bytes,
    outboundBytes: 0,
    source: { type: 'quicSource', id: 17, hops: [] },
    tracks2: [
      { codec: 'H264', codecProps: { width: 1280, height: 720 } },
      { codec: 'H266', codecProps: null },
      { kind: 'subtitles' },
    ],
    readers: [{ type: 'holographSession', id: 'x', since: SINCE }],
    mood: 'sunny',
  };
}
