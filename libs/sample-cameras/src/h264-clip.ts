import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The clips that come with this library: one for each pit of the sample workshop, one for a camera that pushes, and two
 * with key frames 2 s and 4 s apart instead of one.
 */
export const SAMPLE_CLIPS = ['pit-1', 'pit-2', 'pit-3', 'pit-4', 'push', 'key-2s', 'key-4s'] as const;
export type SampleClip = (typeof SAMPLE_CLIPS)[number];

/** Frames a second of every sample clip. */
export const CLIP_FPS = 25;

/** One picture: its NAL units without start codes, parameter sets included where it is a key frame. */
export interface AccessUnit {
  readonly nals: readonly Buffer[];
  readonly key: boolean;
}

/** A clip in memory, ready to be looped. */
export interface H264Clip {
  readonly accessUnits: readonly AccessUnit[];
  readonly sps: Buffer;
  readonly pps: Buffer;
}

const NAL = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9 } as const;
const typeOf = (nal: Buffer): number => (nal[0] ?? 0) & 0x1f;
const isPicture = (nal: Buffer): boolean => typeOf(nal) >= NAL.slice && typeOf(nal) <= NAL.idr;

/** Reads a clip: one of ours by its name, or any H.264 Annex B file by its path. Throws when it holds no key frame. */
export function loadClip(clip: string): H264Clip {
  const ours = (SAMPLE_CLIPS as readonly string[]).includes(clip);
  return parseAnnexB(readFileSync(ours ? path.join(__dirname, '..', 'clips', `${clip}.h264`) : clip));
}

/** Splits an Annex B byte stream (ITU-T H.264, annex B) into pictures. */
export function parseAnnexB(bytes: Buffer): H264Clip {
  const accessUnits = picturesOf(nalUnits(bytes)).map((nals) => ({
    nals,
    key: nals.some((nal) => typeOf(nal) === NAL.idr),
  }));
  const first = accessUnits[0];
  const sps = first?.nals.find((nal) => typeOf(nal) === NAL.sps);
  const pps = first?.nals.find((nal) => typeOf(nal) === NAL.pps);
  if (!first?.key || !sps || !pps) {
    throw new Error('The clip does not begin with a key frame and its parameter sets.');
  }
  return { accessUnits, sps, pps };
}

function nalUnits(bytes: Buffer): Buffer[] {
  const START = Buffer.from([0, 0, 1]);
  const nals: Buffer[] = [];
  for (let at = bytes.indexOf(START); at >= 0;) {
    const next = bytes.indexOf(START, at + 3);
    let end = next < 0 ? bytes.length : next;
    // A start code may have four bytes, and zeros may trail a unit.
    while (end > at + 3 && bytes[end - 1] === 0) end -= 1;
    if (end > at + 3) nals.push(bytes.subarray(at + 3, end));
    at = next;
  }
  return nals;
}

/** A picture begins at the first slice of its macroblock 0, or at what precedes that slice (H.264 7.4.1.2.3). */
function picturesOf(nals: readonly Buffer[]): Buffer[][] {
  const pictures: Buffer[][] = [];
  let current: Buffer[] = [];
  let hasPicture = false;
  for (const nal of nals) {
    const firstSlice = isPicture(nal) && ((nal[1] ?? 0) & 0x80) !== 0;
    const precedes = typeOf(nal) >= NAL.sei && typeOf(nal) <= NAL.delimiter;
    if (hasPicture && (firstSlice || precedes)) {
      pictures.push(current);
      current = [];
      hasPicture = false;
    }
    if (typeOf(nal) !== NAL.delimiter && typeOf(nal) !== NAL.sei) current.push(nal);
    hasPicture ||= isPicture(nal);
  }
  if (hasPicture) pictures.push(current);
  return pictures;
}
