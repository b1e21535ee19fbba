import { probeCamera } from '../probe/probe-camera';
import { takeSnapshot } from './take-snapshot';
/** Why there is no picture with a test. */
export const SNAPSHOT_GAPS = ['no-key-frame', 'no-ffmpeg', 'not-decoded'];
/** The gaps in words. */
export const SNAPSHOT_GAP_TEXTS = {
  'no-key-frame': 'No complete picture came that a snapshot could be made of.',
  'no-ffmpeg': 'This server has no FFmpeg, which makes the snapshot. The test itself does not need it.',
  'not-decoded': 'The picture that came could not be decoded.',
};
/** Tests a camera and makes a picture of its first key frame. `ffmpeg`: where it is, null: nowhere. */
export async function testCamera(target, surroundings) {
  const { keyFrame, ...report } = await probeCamera(target, surroundings);
  const without = (snapshotGap) => ({ ...report, snapshot: null, snapshotGap });
  if (keyFrame === null) return without('no-key-frame');
  if (surroundings.ffmpeg === null) return without('no-ffmpeg');
  const snapshot = await takeSnapshot(surroundings.ffmpeg, keyFrame, surroundings.signal);
  surroundings.signal.throwIfAborted();
  return snapshot === null ? without('not-decoded') : { ...report, snapshot, snapshotGap: null };
}
