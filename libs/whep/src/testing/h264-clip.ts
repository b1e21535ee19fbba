import { readFileSync } from 'node:fs';
import path from 'node:path';

/** NAL unit type of an access unit delimiter (ITU-T H.264 §7.4.1). */
const DELIMITER = 9;
const START_CODE = Buffer.from([0, 0, 1]);

/**
 * Reads the NAL units of each frame of a one-second clip: 128x72, 25 frames, the first one a key frame, no B-frames, and
 * no unit larger than a packet.
 */
export function readClip(): Buffer[][] {
  const frames: Buffer[][] = [];
  for (const unit of splitNalUnits(readFileSync(path.join(__dirname, 'clip.h264')))) {
    if (((unit[0] ?? 0) & 31) === DELIMITER) frames.push([]);
    else frames.at(-1)?.push(unit);
  }
  return frames;
}

function splitNalUnits(stream: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let start = stream.indexOf(START_CODE); start >= 0;) {
    const next = stream.indexOf(START_CODE, start + 3);
    units.push(trimTrailingZeros(stream.subarray(start + 3, next < 0 ? undefined : next)));
    start = next;
  }
  return units;
}

/** A start code may have an additional zero byte, which does not belong to the preceding unit (Annex B). */
function trimTrailingZeros(unit: Buffer): Buffer {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end--;
  return unit.subarray(0, end);
}
