/** One picture with its parameter sets, as NAL units without start codes. */
export interface AccessUnit {
  readonly nals: readonly Buffer[];
  /** Whether it is a key frame (IDR). */
  readonly key: boolean;
}

const NAL_TYPE = { slice: 1, idr: 5, sei: 6, delimiter: 9 } as const;
const START_CODE = Buffer.from([0, 0, 1]);
const typeOf = (nal: Buffer): number => (nal[0] ?? 0) & 0x1f;
const isPicture = (nal: Buffer): boolean => typeOf(nal) >= NAL_TYPE.slice && typeOf(nal) <= NAL_TYPE.idr;

/** Splits an H.264 byte stream (ITU-T H.264, annex B) into pictures. Drops delimiters and SEI units. */
export function parseAnnexB(bytes: Buffer): AccessUnit[] {
  return groupByPicture(splitUnits(bytes)).map((nals) => ({
    nals,
    key: nals.some((nal) => typeOf(nal) === NAL_TYPE.idr),
  }));
}

function splitUnits(bytes: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  for (let at = bytes.indexOf(START_CODE); at >= 0;) {
    const next = bytes.indexOf(START_CODE, at + 3);
    let end = next < 0 ? bytes.length : next;
    // A start code may have four bytes, and zeros may trail a unit.
    while (end > at + 3 && bytes[end - 1] === 0) end -= 1;
    if (end > at + 3) nals.push(bytes.subarray(at + 3, end));
    at = next;
  }
  return nals;
}

// A picture begins at the first slice of its macroblock 0, or at the units before that slice (H.264 §7.4.1.2.3).
function groupByPicture(nals: readonly Buffer[]): Buffer[][] {
  const pictures: Buffer[][] = [];
  let current: Buffer[] = [];
  let hasPicture = false;
  for (const nal of nals) {
    const isFirstSlice = isPicture(nal) && ((nal[1] ?? 0) & 0x80) !== 0;
    const isPrefix = typeOf(nal) >= NAL_TYPE.sei && typeOf(nal) <= NAL_TYPE.delimiter;
    if (hasPicture && (isFirstSlice || isPrefix)) {
      pictures.push(current);
      current = [];
      hasPicture = false;
    }
    if (typeOf(nal) !== NAL_TYPE.delimiter && typeOf(nal) !== NAL_TYPE.sei) current.push(nal);
    hasPicture ||= isPicture(nal);
  }
  if (hasPicture) pictures.push(current);
  return pictures;
}
