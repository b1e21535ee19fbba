import type { PitStreamName } from '@ppf/contracts';
import { pathOf, rawPathOf } from '@ppf/mediamtx';
import type { CameraEntity } from '../cameras/camera.entity';
import type { PitEntity } from '../pit.entity';

/**
 * The MediaMTX path on which a camera's own video arrives. A re-encoded main stream arrives on the raw path, and the
 * transcoder publishes to the pit's path. MJPEG over HTTP has no raw path: FFmpeg pulls it from the camera and
 * publishes to the pit's path.
 */
export function arrivalPathOf(
  { workshopId, number }: Pick<PitEntity, 'workshopId' | 'number'>,
  { transcode, feed }: Pick<CameraEntity, 'transcode' | 'feed'>,
  stream: PitStreamName = 'main',
): string {
  const hasRawPath = transcode && feed !== 'mjpeg' && stream === 'main';
  return hasRawPath ? rawPathOf(workshopId, number) : pathOf(workshopId, number, stream);
}
