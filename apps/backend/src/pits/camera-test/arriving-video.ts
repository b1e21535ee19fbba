import type { CameraTestFaultCode, CameraTestVideo, PitStream } from '@ppf/contracts';

/** What is wrong with a stream's video, by what the media server reports of its track; null: nothing. */
export function validateArrivingVideo({ codec }: PitStream): CameraTestFaultCode | null {
  if (codec === null) return 'no-video';
  return codec === 'H264' ? null : 'unsupported-codec';
}

/** A stream's video as a camera test shows it, without what only watching its packets tells; null: no video track. */
export function videoOfStream(stream: PitStream): CameraTestVideo | null {
  const { codec, profile, width, height, bits_per_second: bitrate } = stream;
  if (codec === null) return null;
  return {
    ...{ codec, profile, width, height, bitrate },
    ...{ level: null, frame_rate: null, key_frame_interval_ms: null, b_frames: null, watched_ms: 0 },
  };
}
