import type { PitStream } from './pit-stream.dto';

/** The status of a stream before the first poll of its media server. */
export const UNKNOWN_STREAM: PitStream = {
  status: 'unknown',
  cause: null,
  since: null,
  codec: null,
  profile: null,
  width: null,
  height: null,
  bits_per_second: null,
  readers: 0,
};
