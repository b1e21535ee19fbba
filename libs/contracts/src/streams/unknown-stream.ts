import type { PitStream } from './pit-stream.dto';

/** What is known of a stream before the media server was heard: nothing. */
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
