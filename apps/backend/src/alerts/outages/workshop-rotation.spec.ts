import { WorkshopRotation } from './workshop-rotation';

const workshops = (...ids: number[]) => ids.map((workshopId) => ({ workshopId }));

describe('the rotation of workshops', () => {
  /** Serves until the budget is spent. @param costs milliseconds by workshop; 1 for the others */
  async function run(
    rotation: WorkshopRotation,
    clock: { now: number },
    ids: number[],
    costs: number[] = [],
  ) {
    const served: number[] = [];
    await rotation.run(workshops(...ids), ({ workshopId }) => {
      served.push(workshopId);
      clock.now += costs[workshopId] ?? 1;
      return Promise.resolve();
    });
    return served;
  }

  it('starts the next run with the workshops that were not reached, so that one with much work delays only itself', async () => {
    const clock = { now: 0 };
    const rotation = new WorkshopRotation(10, () => clock.now);
    const slowFirst = [0, 50];
    expect(await run(rotation, clock, [1, 2, 3], slowFirst)).toEqual([1]);
    expect(await run(rotation, clock, [1, 2, 3], slowFirst)).toEqual([2, 3, 1]);
    expect(await run(rotation, clock, [1, 2, 3], slowFirst)).toEqual([2, 3, 1]);
  });

  it('processes all workshops once within the budget, also after the last one was deleted', async () => {
    const clock = { now: 0 };
    const rotation = new WorkshopRotation(10, () => clock.now);
    expect(await run(rotation, clock, [5, 7, 9])).toEqual([5, 7, 9]);
    expect(await run(rotation, clock, [1, 5])).toEqual([1, 5]);
    expect(await run(rotation, clock, [])).toEqual([]);
  });

  it('leaves the event loop to others after each turn', async () => {
    const order: string[] = [];
    const rotation = new WorkshopRotation(1000, () => 0);
    const running = rotation.run(workshops(1, 2), ({ workshopId }) => {
      order.push(`workshop ${workshopId}`);
      if (workshopId === 1) setImmediate(() => order.push('other work'));
      return Promise.resolve();
    });
    await running;
    expect(order).toEqual(['workshop 1', 'other work', 'workshop 2']);
  });
});
