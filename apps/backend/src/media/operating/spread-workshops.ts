/** Where a workshop is to be moved to. */
export interface Move {
  readonly workshopId: number;
  readonly to: number;
}

/**
 * Spreads workshops over media servers, so that those with the fewest cameras get them: the largest workshops first,
 * each to the server that has the least then. Pure.
 * @param cameras How many a workshop, or all workshops on a server, have.
 */
export function spreadWorkshops(
  workshops: readonly { readonly id: number; readonly cameras: number }[],
  servers: readonly { readonly id: number; readonly cameras: number }[],
): readonly Move[] {
  const load = new Map(servers.map(({ id, cameras }) => [id, cameras]));
  const bySize = [...workshops].sort((a, b) => b.cameras - a.cameras || a.id - b.id);
  return bySize.flatMap(({ id: workshopId, cameras }): readonly Move[] => {
    const [least] = [...load].sort(([a, loadA], [b, loadB]) => loadA - loadB || a - b);
    if (!least) return [];
    const [to, before] = least;
    // One without cameras counts too, or all of them would end on one server.
    load.set(to, before + Math.max(cameras, 1));
    return [{ workshopId, to }];
  });
}
