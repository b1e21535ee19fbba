/**
 * Status of a pit's stream: `unknown` (the media server was not polled yet), `connecting` (a source is set, no stream yet),
 * `live` (frames arrive), `stalled` (a stream exists, but no frames arrive), `offline`.
 */
export const STREAM_STATUSES = ['unknown', 'connecting', 'live', 'stalled', 'offline'] as const;
export type StreamStatus = (typeof STREAM_STATUSES)[number];
