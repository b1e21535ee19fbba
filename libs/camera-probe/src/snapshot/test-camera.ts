import type { ProbeContext, ProbeTarget } from '../probe/probe-camera';
import type { ProbeReport } from '../probe/probe-report';

/** Reasons why a test has no snapshot. */
export const SNAPSHOT_GAPS = ['no-key-frame', 'no-ffmpeg', 'not-decoded'] as const;
export type SnapshotGap = (typeof SNAPSHOT_GAPS)[number];

/** A camera test with its snapshot. */
export interface CameraTest extends Omit<ProbeReport, 'keyFrame'> {
  /** JPEG. Null: see `snapshotGap`. */
  readonly snapshot: Buffer | null;
  readonly snapshotGap: SnapshotGap | null;
}

/**
 * Tests a camera and creates a snapshot from its first key frame. The code for RTSP and video is loaded on the first test,
 * because most users of this library need the address guard only.
 * @param context `ffmpeg`: path of the program, null: not installed.
 */
export async function testCamera(
  target: ProbeTarget,
  context: ProbeContext & { readonly ffmpeg: string | null },
): Promise<CameraTest> {
  const { keyFrame, ...report } = await probe(target, context);
  const without = (snapshotGap: SnapshotGap): CameraTest => ({ ...report, snapshot: null, snapshotGap });
  if (keyFrame === null) return without('no-key-frame');
  if (keyFrame.format === 'jpeg') return { ...report, snapshot: keyFrame.bytes, snapshotGap: null };
  if (context.ffmpeg === null) return without('no-ffmpeg');
  const { takeSnapshot } = await import('./take-snapshot.js');
  const snapshot = await takeSnapshot(context.ffmpeg, keyFrame, context.signal);
  context.signal.throwIfAborted();
  return snapshot === null ? without('not-decoded') : { ...report, snapshot, snapshotGap: null };
}

async function probe(target: ProbeTarget, context: ProbeContext): Promise<ProbeReport> {
  if (target.feed === 'mjpeg') {
    const { probeMjpeg } = await import('../mjpeg/probe-mjpeg.js');
    return probeMjpeg({ ...target, tls: (target.tls ?? null) !== null }, context);
  }
  const { probeCamera } = await import('../probe/probe-camera.js');
  return probeCamera(target, context);
}
