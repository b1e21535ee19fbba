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

/** From this share of the largest size on, more columns are worth more than larger tiles: the room is used better. */
const AS_GOOD = 0.85;

/** The number of columns that shows all tiles at once and as large as can be; else as many as can still be read. */
export function fitGrid(room: GridRoom): GridFit {
  const fits = Array.from({ length: Math.max(1, room.tiles) }, (_, index) => ({
    columns: index + 1,
    tileWidth: tileWidth(room, index + 1),
    fits: true,
  }));
  const largest = Math.max(...fits.map((fit) => fit.tileWidth));
  const best = fits.findLast((fit) => fit.tileWidth >= largest * AS_GOOD);
  return best && best.tileWidth >= room.minTileWidth ? best : scrolling(room);
}

function tileWidth(room: GridRoom, columns: number): number {
  const rows = Math.ceil(Math.max(1, room.tiles) / columns);
  const wide = (room.width - room.gap * (columns - 1)) / columns;
  const high = ((room.height - room.gap * (rows - 1)) / rows) * room.aspect;
  return Math.floor(Math.min(wide, high));
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
