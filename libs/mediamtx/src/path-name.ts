/** Whose stream a path carries. */
export interface PathOwner {
  readonly workshopId: number;
  readonly pitNumber: number;
  /** `main` and `sub` are for viewers; `raw` is a camera's video before it is re-encoded. */
  readonly stream: PathStream;
}

export type PathStream = 'main' | 'sub' | 'raw';

/** Ids are PostgreSQL integers; no leading zeros, so that one pit has one name. */
const PATH = /^workshop-([1-9][0-9]{0,9})\/pit-([1-9][0-9]{0,9})(?:\/(sub|raw))?$/;
const MAX_INTEGER = 2_147_483_647;

/**
 * MediaMTX's name for a pit's stream, or its second, smaller one. Only letters, digits, dashes and slashes: legal in
 * every release (MediaMTX contract §3.2).
 */
export function pathOf(workshopId: number, pitNumber: number, stream: 'main' | 'sub' = 'main'): string {
  const main = `workshop-${workshopId}/pit-${pitNumber}`;
  return stream === 'main' ? main : subPathOf(main);
}

/** The path of the second stream, by that of the main one. */
export function subPathOf(mainPath: string): string {
  return `${mainPath}/sub`;
}

/** Where a camera's own video arrives when viewers get it re-encoded. Only the transcoder reads it. */
export function rawPathOf(workshopId: number, pitNumber: number): string {
  return `${pathOf(workshopId, pitNumber)}/raw`;
}

/** Whose path this is; null for every name that `pathOf` and `rawPathOf` do not make. */
export function parsePath(path: string): PathOwner | null {
  const match = PATH.exec(path);
  if (!match) return null;
  const workshopId = Number(match[1]);
  const pitNumber = Number(match[2]);
  if (workshopId > MAX_INTEGER || pitNumber > MAX_INTEGER) return null;
  return { workshopId, pitNumber, stream: (match[3] as 'sub' | 'raw' | undefined) ?? 'main' };
}
