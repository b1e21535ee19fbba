import type { SnapshotEvent } from '@ppf/contracts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventFeed, type FeedReader } from './event-feed';
import { Metrics } from '../platform/observability/metrics/metrics';
import { RowFaults } from '../platform/observability/row-faults';

/** A reader that keeps the frames it was given, as text. */
function reader(workshopId: number | null, pits: readonly number[] | null = null) {
  const batches: string[] = [];
  const it: FeedReader = {
    workshopId,
    pitIds: pits && new Set(pits),
    deliver: ({ bytes }) => void batches.push(bytes.toString()),
  };
  return { ...it, batches, text: () => batches.splice(0).join('') };
}

/** Waits until published events have been delivered. */
const turn = async () => {
  await nextTurn();
  await nextTurn();
};
const removed = (workshopId: number, pitId = 1) => ({ pit_id: pitId, workshop_id: workshopId });
const idsIn = (text: string) => [...text.matchAll(/^id: (.+)$/gm)].map(([, id]) => id ?? '');
const namesIn = (text: string) => [...text.matchAll(/^event: (.+)$/gm)].map(([, name]) => name);

describe('EventFeed', () => {
  let reads: (number | null)[];
  let feed: EventFeed;
  beforeEach(() => {
    reads = [];
    feed = new EventFeed(({ workshopId }): SnapshotEvent => {
      reads.push(workshopId);
      return { pits: [] };
    }, new RowFaults(new Metrics()));
  });

  it.each<[string, number | null, number[]]>([
    ['people of workshop 1', 1, [1]],
    ['people of workshop 2', 2, [2]],
    ['people of a workshop without pits', 3, []],
    ['operators', null, [1, 2]],
  ])('sends %s the visible events', async (_who, workshopId, expected) => {
    const one = reader(workshopId);
    feed.join(one, undefined);
    expect(namesIn(one.text())).toEqual(['snapshot']);
    feed.publish('pit', removed(1));
    feed.publish('pit', removed(2));
    await turn();
    const seen = [...one.text().matchAll(/"workshop_id":(\d+)/g)].map(([, id]) => Number(id));
    expect(seen).toEqual(expected);
  });

  it('sends a reader with a limit the events of these pits only, also after a reconnect', async () => {
    const [limited, all] = [reader(1, [2]), reader(1)];
    feed.join(limited, undefined);
    feed.join(all, undefined);
    const [since = ''] = idsIn(limited.text());
    for (const pit of [1, 2, 3]) feed.publish('pit', removed(1, pit));
    feed.publish('pit', removed(2, 2));
    await turn();
    const pitsIn = (text: string) => [...text.matchAll(/"pit_id":(\d+)/g)].map(([, id]) => Number(id));
    expect(pitsIn(limited.text())).toEqual([2]);
    expect(pitsIn(all.text())).toEqual([1, 2, 3]);
    const back = reader(1, [2]);
    feed.join(back, since);
    expect(pitsIn(back.text())).toEqual([2]);
  });

  it('reads a snapshot for each set of pits', () => {
    for (const one of [reader(1), reader(1, [1, 2]), reader(1, [2, 1]), reader(1, [])])
      feed.join(one, undefined);
    expect(reads).toEqual([1, 1, 1]);
  });

  it('sends the events of one turn together, in one buffer for the whole audience', async () => {
    const [one, other] = [reader(1), reader(1)];
    feed.join(one, undefined);
    feed.join(other, undefined);
    feed.publish('pit', removed(1, 1));
    feed.publish('pit', removed(1, 2));
    await turn();
    expect(one.batches).toHaveLength(2);
    expect(namesIn(one.batches[1] ?? '')).toEqual(['pit', 'pit']);
    expect(other.batches).toEqual(one.batches);
  });

  it('reads a snapshot once for an audience, and again after a change', () => {
    for (const one of [reader(1), reader(1), reader(2)]) feed.join(one, undefined);
    expect(reads).toEqual([1, 2]);
    feed.publish('pit', removed(1));
    feed.join(reader(1), undefined);
    expect(reads).toEqual([1, 2, 1]);
  });

  it('yields to the event loop between many readers, and keeps the order for each', async () => {
    const many = Array.from({ length: 120 }, () => reader(1));
    for (const one of many) {
      feed.join(one, undefined);
      one.batches.length = 0;
    }
    const served = () => many.filter(({ batches }) => batches.length > 0).length;
    feed.publish('pit', removed(1));
    const servedCounts: number[] = [];
    for (let turns = 0; turns < 3; turns += 1) {
      await nextTurn();
      servedCounts.push(served());
      if (turns === 0) feed.publish('pit-removed', removed(1));
    }
    expect(servedCounts).toEqual([50, 100, 120]);
    const late = reader(1);
    feed.join(late, undefined);
    for (let turns = 0; turns < 4; turns += 1) await nextTurn();
    for (const one of many) expect(namesIn(one.text())).toEqual(['pit', 'pit-removed']);
    expect(namesIn(late.text())).toEqual(['snapshot']);
  });

  it('sends a reader no event that its snapshot contains', async () => {
    feed.publish('pit', removed(1));
    const one = reader(1);
    feed.join(one, undefined);
    await turn();
    expect(namesIn(one.text())).toEqual(['snapshot']);
  });

  it('sends nothing to a reader that was removed', async () => {
    const one = reader(1);
    const leave = feed.join(one, undefined);
    one.text();
    leave();
    feed.publish('pit', removed(1));
    await turn();
    expect(one.text()).toBe('');
  });

  describe('for a client that reconnects', () => {
    async function idOf(publish: () => void): Promise<string> {
      const one = reader(null);
      feed.join(one, undefined);
      one.text();
      publish();
      await turn();
      return idsIn(one.text()).at(-1) ?? '';
    }
    const back = (lastEventId: string, workshopId: number | null = 1) => {
      const one = reader(workshopId);
      feed.join(one, lastEventId);
      return one.text();
    };

    it('continues after the last received event', async () => {
      const id = await idOf(() => feed.publish('pit', removed(1, 1)));
      expect(back(id)).toBe('');
      feed.publish('pit-removed', removed(1, 1));
      feed.publish('pit-removed', removed(2, 2));
      expect(namesIn(back(id))).toEqual(['pit-removed']);
      expect(namesIn(back(id, null))).toEqual(['pit-removed', 'pit-removed']);
    });

    it.each<[string, (id: string) => string]>([
      ['of another process', (id) => `x${id}`],
      ['from the future', (id) => id.replace(/\d+$/, '999999')],
      ['that is not a number', (id) => id.replace(/\d+$/, 'NaN')],
      ['that is empty', () => ''],
      ['that is nonsense', () => '-\0-__proto__'],
    ])('sends a snapshot for an id %s', async (_name, change) => {
      const id = await idOf(() => feed.publish('pit', removed(1)));
      expect(namesIn(back(change(id)))).toEqual(['snapshot']);
    });

    it('sends a snapshot when too many events were missed', async () => {
      const id = await idOf(() => feed.publish('pit', removed(1)));
      for (let count = 0; count < 1024; count += 1) feed.publish('pit', removed(1));
      expect(namesIn(back(id))).toHaveLength(1024);
      for (let count = 0; count < 1024; count += 1) feed.publish('pit', removed(1));
      expect(namesIn(back(id))).toEqual(['snapshot']);
    });

    it('sends a snapshot after `restart`, which sends one to every reader', async () => {
      const id = await idOf(() => feed.publish('pit', removed(1)));
      const there = reader(1);
      feed.join(there, id);
      there.text();
      feed.restart();
      await turn();
      expect(namesIn(there.text())).toEqual(['snapshot']);
      expect(namesIn(back(id))).toEqual(['snapshot']);
    });
  });
});
