/** Pit and stream of a path. */
export interface PathOwner {
  readonly workshopId: number;
  readonly pitNumber: number;
  /** `main` and `sub` are for viewers; `raw` is the video of a camera before it is re-encoded. */
  readonly stream: PathStream;
}

export type PathStream = 'main' | 'sub' | 'raw';

/** Ids are PostgreSQL integers without leading zeros, so that a pit has exactly one name. */
const PATH = /^workshop-([1-9][0-9]{0,9})\/pit-([1-9][0-9]{0,9})(?:\/(sub|raw))?$/;
const MAX_INTEGER = 2_147_483_647;

/**
 * MediaMTX path of the main or the sub stream of a pit. Has only letters, digits, dashes and slashes, which every release
 * accepts (MediaMTX contract §3.2).
 */
export function pathOf(workshopId: number, pitNumber: number, stream: 'main' | 'sub' = 'main'): string {
  const main = `workshop-${workshopId}/pit-${pitNumber}`;
  return stream === 'main' ? main : subPathOf(main);
}

/** Path of the sub stream, from the path of the main stream. */
export function subPathOf(mainPath: string): string {
  return `${mainPath}/sub`;
}

/** Path of the original video of a camera that is re-encoded. Only the transcoder reads it. */
export function rawPathOf(workshopId: number, pitNumber: number): string {
  return `${pathOf(workshopId, pitNumber)}/raw`;
}

/** Parses a path; null for every name that `pathOf` and `rawPathOf` do not return. */
export function parsePath(path: string): PathOwner | null {
  const match = PATH.exec(path);
  if (!match) return null;
  const workshopId = Number(match[1]);
  const pitNumber = Number(match[2]);
  if (workshopId > MAX_INTEGER || pitNumber > MAX_INTEGER) return null;
  return { workshopId, pitNumber, stream: (match[3] as 'sub' | 'raw' | undefined) ?? 'main' };
}
