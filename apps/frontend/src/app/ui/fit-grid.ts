/** Tiles and available space; lengths in CSS pixels. */
export interface GridInput {
  readonly tiles: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Aspect ratio of a tile, width / height. */
  readonly aspect: number;
  /** Least readable width of a tile. The grid scrolls instead of going below it. */
  readonly minTileWidth: number;
}

/** Layout of the grid. */
export interface GridFit {
  readonly columns: number;
  readonly tileWidth: number;
  /** Whether all tiles are visible without scrolling. */
  readonly fits: boolean;
}

/** Layouts with at least this share of the largest tile width are equivalent; the one with most columns is used. */
const EQUIVALENT_RATIO = 0.85;

/** The layout that shows all tiles as large as possible; otherwise a scrolling one with readable tiles. */
export function fitGrid(input: GridInput): GridFit {
  const fits = Array.from({ length: Math.max(1, input.tiles) }, (_, index) => ({
    columns: index + 1,
    tileWidth: tileWidth(input, index + 1),
    fits: true,
  }));
  const largest = Math.max(...fits.map((fit) => fit.tileWidth));
  const best = fits.findLast((fit) => fit.tileWidth >= largest * EQUIVALENT_RATIO);
  return best && best.tileWidth >= input.minTileWidth ? best : scrollingFit(input);
}

function tileWidth(input: GridInput, columns: number): number {
  const rows = Math.ceil(Math.max(1, input.tiles) / columns);
  const byWidth = (input.width - input.gap * (columns - 1)) / columns;
  const byHeight = ((input.height - input.gap * (rows - 1)) / rows) * input.aspect;
  return Math.floor(Math.min(byWidth, byHeight));
}

function scrollingFit(input: GridInput): GridFit {
  const columns = Math.max(1, Math.floor((input.width + input.gap) / (input.minTileWidth + input.gap)));
  const used = Math.min(columns, Math.max(1, input.tiles));
  return {
    columns: used,
    tileWidth: Math.max(0, Math.floor((input.width - input.gap * (used - 1)) / used)),
    fits: false,
  };
}
