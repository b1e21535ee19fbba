/** Pauses before connecting again, in milliseconds: the first, and the most that it grows to by doubling. */
const PAUSE = { first: 500, most: 15_000 } as const;

/**
 * How long to wait before connecting again, in milliseconds: half of it by chance, so that the dashboards of a server
 * that comes back do not come all at once.
 * @param failures failures in a row, from 1
 * @param chance from 0 to 1
 * @param askedForSeconds what the server asked for; null: nothing
 */
export function reconnectAfter(failures: number, chance: number, askedForSeconds: number | null): number {
  const pause = Math.min(PAUSE.first * 2 ** Math.min(failures - 1, 10), PAUSE.most);
  return Math.max((pause / 2) * (1 + chance), (askedForSeconds ?? 0) * 1000);
}
