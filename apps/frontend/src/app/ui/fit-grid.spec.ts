/** @jest-environment node */
import { fitGrid, type GridInput } from './fit-grid';

const desk: GridInput = { tiles: 4, width: 1400, height: 800, gap: 8, aspect: 16 / 9, minTileWidth: 288 };

describe('fitGrid', () => {
  it.each<[string, Partial<GridInput>, number, boolean]>([
    ['one tile alone', { tiles: 1 }, 1, true],
    ['two tiles side by side on a wide screen', { tiles: 2 }, 2, true],
    ['two tiles above each other on a high screen', { tiles: 2, width: 800, height: 1100 }, 1, true],
    ['four tiles in a square', { tiles: 4 }, 2, true],
    ['four tiles in a square on an upright tablet too', { width: 804, height: 1032 }, 2, true],
    ['five tiles in three columns', { tiles: 5 }, 3, true],
    ['nine tiles in three columns', { tiles: 9 }, 3, true],
    ['sixteen tiles in four columns', { tiles: 16 }, 4, true],
    ['four tiles in a column that scrolls on a phone', { width: 344, height: 560 }, 1, false],
    ['forty tiles in readable columns that scroll', { tiles: 40 }, 4, false],
    ['no tile without dividing by zero', { tiles: 0 }, 1, true],
  ])('lays %s', (_name, input, columns, fits) => {
    expect(fitGrid({ ...desk, ...input })).toMatchObject({ columns, fits });
  });

  it('limits the width of a tile to the width of the grid', () => {
    const fit = fitGrid({ ...desk, width: 200, height: 2000, minTileWidth: 200 });
    expect(fit.tileWidth).toBeLessThanOrEqual(200);
  });

  it.each([1, 2, 3, 5, 7, 11, 16])(
    'shows %i tiles without scrolling when it reports that they fit',
    (tiles) => {
      const { columns, tileWidth, fits } = fitGrid({ ...desk, tiles });
      const rows = Math.ceil(tiles / columns);
      expect(fits).toBe(true);
      expect((tileWidth / desk.aspect) * rows + desk.gap * (rows - 1)).toBeLessThanOrEqual(desk.height);
    },
  );
});
