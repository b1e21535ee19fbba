import type { AlertAudience } from './alert-audience';
import { undecidedPits } from './undecided-pits';

const pit = (id: number, workshopId = 1) => ({ id, workshopId, number: id, name: null });
const listener = (id: number, pitIds: readonly number[] | null = null, workshopId = 1) =>
  ({ id, kind: 'email', workshopId, workshopName: 'W', delayMs: 1, pitIds }) as const;
const told = (channelId: number, pitId: number, isOver = false) =>
  ({ id: 1, channelId, pitId, kind: 'offline', beganAt: new Date(0), toldAt: new Date(0), isOver }) as const;
const audience = (change: Partial<AlertAudience>): AlertAudience => ({
  listeners: [listener(1)],
  pits: [pit(1), pit(2)],
  told: [],
  maintenance: [],
  ...change,
});

describe('the pits that have to be decided', () => {
  it.each<[string, Partial<AlertAudience>, number[], number[]]>([
    ['none, when all have their picture', {}, [], []],
    ['one that is away and was not told', {}, [2], [2]],
    ['not one that is away and was told', { told: [told(1, 2)] }, [2], []],
    ['one that was told and is back', { told: [told(1, 2)] }, [], [2]],
    ['not one whose outage was told to be over', { told: [told(1, 2, true)] }, [], []],
    [
      'one that another channel was not told of',
      { listeners: [listener(1), listener(2)], told: [told(1, 2)] },
      [2],
      [2],
    ],
    ['not one that no channel is told of', { listeners: [listener(1, [1])] }, [2], []],
    ['not one of another workshop', { pits: [pit(3, 2)] }, [3], []],
  ])('are %s', (_what, change, away, undecided) => {
    expect(undecidedPits(audience(change), new Set(away)).map(({ id }) => id)).toEqual(undecided);
  });
});
