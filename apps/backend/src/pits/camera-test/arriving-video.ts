import { isUncommonProfile } from '@ppf/camera-probe';
import type { CameraTestFaultCode, CameraTestVideo, PitStream } from '@ppf/contracts';

/** What is wrong with a stream's video, by what the media server reports of its track; null: nothing. */
export function validateArrivingVideo({
  codec,
  profile,
}: Pick<PitStream, 'codec' | 'profile'>): CameraTestFaultCode | null {
  if (codec === null) return 'no-video';
  if (codec !== 'H264') return 'unsupported-codec';
  return isUncommonProfile(profile) ? 'uncommon-profile' : null;
}

/** A stream's video as a camera test shows it, without what only watching its packets tells; null: no video track. */
export function videoOfStream(stream: PitStream): CameraTestVideo | null {
  const { codec, profile, width, height, bits_per_second: bitrate } = stream;
  if (codec === null) return null;
  return {
    ...{ codec, profile, width, height, bitrate },
    ...{
      level: null,
      frame_rate: null,
      key_frame_interval_ms: null,
      key_frames: null,
      b_frames: null,
      watched_ms: 0,
    },
  };
}
