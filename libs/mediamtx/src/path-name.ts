/** Whose stream a path carries. */
export interface PathOwner {
  readonly workshopId: number;
  readonly pitNumber: number;
}

/** Ids are PostgreSQL integers; no leading zeros, so that one pit has one name. */
const PATH = /^workshop-([1-9][0-9]{0,9})\/pit-([1-9][0-9]{0,9})$/;
const MAX_INTEGER = 2_147_483_647;

/**
 * MediaMTX's name for a pit's stream. Only letters, digits, dashes and one slash: legal in every release
 * (MediaMTX contract §3.2).
 */
export function pathOf(workshopId: number, pitNumber: number): string {
  return `workshop-${workshopId}/pit-${pitNumber}`;
}

/** Whose path this is; null for every name that `pathOf` does not make. */
export function parsePath(path: string): PathOwner | null {
  const match = PATH.exec(path);
  if (!match) return null;
  const workshopId = Number(match[1]);
  const pitNumber = Number(match[2]);
  if (workshopId > MAX_INTEGER || pitNumber > MAX_INTEGER) return null;
  return { workshopId, pitNumber };
}
