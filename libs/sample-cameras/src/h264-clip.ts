import { type AccessUnit, parseAnnexB } from '@ppf/rtsp-wire';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Sample clips: one per pit of the sample workshop, one for a publishing camera, and two with longer key frame intervals. */
export const SAMPLE_CLIPS = ['pit-1', 'pit-2', 'pit-3', 'pit-4', 'push', 'key-2s', 'key-4s'] as const;
export type SampleClip = (typeof SAMPLE_CLIPS)[number];

/** Frames per second of every sample clip. */
export const CLIP_FPS = 25;

/** A clip in memory that can be looped. */
export interface H264Clip {
  readonly accessUnits: readonly AccessUnit[];
  readonly sps: Buffer;
  readonly pps: Buffer;
}

/**
 * Loads a clip. @param clip Name of a sample clip, or path of an H.264 Annex B file.
 * @throws Error when the clip does not begin with a key frame.
 */
export function loadClip(clip: string): H264Clip {
  const isSample = (SAMPLE_CLIPS as readonly string[]).includes(clip);
  return parseClip(readFileSync(isSample ? path.join(__dirname, '..', 'clips', `${clip}.h264`) : clip));
}

/** Parses a clip from an H.264 Annex B stream. @throws Error when it does not begin with a key frame. */
export function parseClip(bytes: Buffer): H264Clip {
  const accessUnits = parseAnnexB(bytes);
  const first = accessUnits[0];
  const [sps, pps] = [7, 8].map((type) => first?.nals.find((nal) => ((nal[0] ?? 0) & 0x1f) === type));
  if (!first?.key || !sps || !pps)
    throw new Error('The clip does not begin with a key frame and its parameter sets.');
  return { accessUnits, sps, pps };
}
