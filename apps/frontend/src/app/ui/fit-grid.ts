/** What has to find room, and how much room there is; lengths in CSS pixels. */
export interface GridRoom {
  readonly tiles: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Width over height of a tile. */
  readonly aspect: number;
  /** A tile narrower than this cannot be read: then the grid scrolls instead. */
  readonly minTileWidth: number;
}

/** How the tiles are laid. */
export interface GridFit {
  readonly columns: number;
  readonly tileWidth: number;
  /** Whether all tiles are seen at once. */
  readonly fits: boolean;
}

/** The number of columns that shows all tiles at once and as large as can be; else as many as can still be read. */
export function fitGrid(room: GridRoom): GridFit {
  const tiles = Math.max(1, room.tiles);
  let best: GridFit = { columns: 1, tileWidth: 0, fits: false };
  for (let columns = 1; columns <= tiles; columns += 1) {
    const rows = Math.ceil(tiles / columns);
    const wide = (room.width - room.gap * (columns - 1)) / columns;
    const high = ((room.height - room.gap * (rows - 1)) / rows) * room.aspect;
    const tileWidth = Math.floor(Math.min(wide, high));
    if (tileWidth > best.tileWidth) best = { columns, tileWidth, fits: true };
  }
  if (best.tileWidth >= room.minTileWidth) return best;
  return scrolling(room);
}

function scrolling(room: GridRoom): GridFit {
  const columns = Math.max(1, Math.floor((room.width + room.gap) / (room.minTileWidth + room.gap)));
  const used = Math.min(columns, Math.max(1, room.tiles));
  return {
    columns: used,
    tileWidth: Math.max(0, Math.floor((room.width - room.gap * (used - 1)) / used)),
    fits: false,
  };
}
