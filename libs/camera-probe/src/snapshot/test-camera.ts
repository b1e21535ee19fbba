import type { ProbeContext, ProbeTarget } from '../probe/probe-camera';
import type { ProbeReport } from '../probe/probe-report';

/** Why there is no picture with a test. */
export const SNAPSHOT_GAPS = ['no-key-frame', 'no-ffmpeg', 'not-decoded'] as const;
export type SnapshotGap = (typeof SNAPSHOT_GAPS)[number];

/** The gaps in words. */
export const SNAPSHOT_GAP_TEXTS: Readonly<Record<SnapshotGap, string>> = {
  'no-key-frame': 'No complete picture came that a snapshot could be made of.',
  'no-ffmpeg': 'This server has no FFmpeg, which makes the snapshot. The test itself does not need it.',
  'not-decoded': 'The picture that came could not be decoded.',
};

/** A test with its picture. */
export interface CameraTest extends Omit<ProbeReport, 'keyFrame'> {
  /** JPEG; null: see `snapshotGap`. */
  readonly snapshot: Buffer | null;
  readonly snapshotGap: SnapshotGap | null;
}

/**
 * Tests a camera and makes a picture of its first key frame. `ffmpeg`: where it is, null: nowhere. What speaks with
 * cameras and knows video is loaded with the first test: half of this library, which others use for its addresses only.
 */
export async function testCamera(
  target: ProbeTarget,
  surroundings: ProbeContext & { readonly ffmpeg: string | null },
): Promise<CameraTest> {
  const { keyFrame, ...report } = await probe(target, surroundings);
  const without = (snapshotGap: SnapshotGap): CameraTest => ({ ...report, snapshot: null, snapshotGap });
  if (keyFrame === null) return without('no-key-frame');
  if (keyFrame.format === 'jpeg') return { ...report, snapshot: keyFrame.bytes, snapshotGap: null };
  if (surroundings.ffmpeg === null) return without('no-ffmpeg');
  const { takeSnapshot } = await import('./take-snapshot.js');
  const snapshot = await takeSnapshot(surroundings.ffmpeg, keyFrame, surroundings.signal);
  surroundings.signal.throwIfAborted();
  return snapshot === null ? without('not-decoded') : { ...report, snapshot, snapshotGap: null };
}

async function probe(target: ProbeTarget, surroundings: ProbeContext): Promise<ProbeReport> {
  if (target.feed === 'mjpeg') {
    const { probeMjpeg } = await import('../mjpeg/probe-mjpeg.js');
    return probeMjpeg({ ...target, tls: (target.tls ?? null) !== null }, surroundings);
  }
  const { probeCamera } = await import('../probe/probe-camera.js');
  return probeCamera(target, surroundings);
}
