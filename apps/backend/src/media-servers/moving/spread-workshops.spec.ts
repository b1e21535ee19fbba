import { spreadWorkshops } from './spread-workshops';

const sized = (cameras: Record<number, number>) =>
  Object.entries(cameras).map(([id, count]) => ({ id: Number(id), cameras: count }));

describe('spreading workshops over media servers', () => {
  it.each<[string, Record<number, number>, Record<number, number>, string[]]>([
    ['to the only one', { 1: 3, 2: 1 }, { 7: 100 }, ['1→7', '2→7']],
    ['evenly, the largest first', { 1: 1, 2: 5, 3: 4 }, { 7: 0, 8: 0 }, ['2→7', '3→8', '1→8']],
    ['to the one that has less', { 1: 2, 2: 2 }, { 7: 10, 8: 0 }, ['1→8', '2→8']],
    ['those without cameras too', { 1: 0, 2: 0 }, { 7: 0, 8: 0 }, ['1→7', '2→8']],
    ['nowhere, without a server', { 1: 1 }, {}, []],
    ['nothing', {}, { 7: 0 }, []],
  ])('%s', (_, workshops, servers, expected) => {
    const moves = spreadWorkshops(sized(workshops), sized(servers));
    expect(moves.map(({ workshopId, to }) => `${workshopId}→${to}`)).toEqual(expected);
  });
});
