/** Move of one workshop to a media server. */
export interface Move {
  readonly workshopId: number;
  readonly to: number;
}

/**
 * Spreads workshops over media servers: the largest workshop first, each to the media server with the fewest cameras at
 * that point. Pure.
 * @param cameras Number of cameras of the workshop, or of all workshops on the media server.
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
    // A workshop without cameras counts as one camera; otherwise all empty workshops would get the same media server.
    load.set(to, before + Math.max(cameras, 1));
    return [{ workshopId, to }];
  });
}
