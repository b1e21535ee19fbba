import { isUncommonProfile } from '@ppf/camera-probe';
import type { CameraTestFaultCode, CameraTestVideo, PitStream } from '@ppf/contracts';

/** Validates a stream's video by the track that the media server reports. Null: browsers can play it. */
export function validateArrivingVideo({
  codec,
  profile,
}: Pick<PitStream, 'codec' | 'profile'>): CameraTestFaultCode | null {
  if (codec === null) return 'no-video';
  if (codec !== 'H264') return 'unsupported-codec';
  return isUncommonProfile(profile) ? 'uncommon-profile' : null;
}

/** The video of a stream for a camera test, without the facts that need its packets. Null: no video track. */
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
