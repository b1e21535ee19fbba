import type { PathConfig, PathItem } from '@ppf/mediamtx';
import { ControlApiReconnector } from './source-reconnector';

const PATH = 'workshop-1/pit-1';

describe('reconnecting a camera', () => {
  it.each([
    ['by the API', false, ['patch']],
    ['by the agent, which sets the paths', true, ['agent']],
  ])('changes its path %s', async (_, isUsed, expected) => {
    const changes: string[] = [];
    let isChanged = false;
    const change = async (by: string) => {
      changes.push(by);
      isChanged = true;
      return Promise.resolve();
    };
    const item = () => ({ ready: isChanged, readers: [], sourceType: 'rtspsource', bytesReceived: 9 });
    const api = {
      paths: { get: () => Promise.resolve(item() as unknown as PathItem) },
      pathConfigs: { patch: (_name: string, _config: Partial<PathConfig>) => change('patch') },
    };
    const agent = { isUsed: () => isUsed, request: () => change('agent') };
    const reconnector = new ControlApiReconnector(api, agent);
    expect(await reconnector.reconnect(PATH, new AbortController().signal)).toMatchObject({
      outcome: 'live',
      item: { bytesReceived: 9 },
    });
    expect(changes).toEqual(expected);
  });

  it('returns the stream of a path that MediaMTX connected by itself', async () => {
    const item = { ready: true, readers: [], sourceType: 'rtspsource', bytesReceived: 9 };
    const api = {
      paths: { get: () => Promise.resolve(item as unknown as PathItem) },
      pathConfigs: { patch: () => Promise.reject(new Error('not expected')) },
    };
    const reconnector = new ControlApiReconnector(api);
    expect(await reconnector.reconnect(PATH, new AbortController().signal)).toEqual({
      outcome: 'skipped',
      item,
    });
  });
});

/** Requests in one turn of the event loop, for this number of cameras of a workshop. */
type Requests = readonly (readonly [workshop: number, cameras: number])[];

describe('the order of reconnections', () => {
  const scenarios: { name: string; requests: Requests; written: readonly number[]; postponed?: number }[] = [
    { name: 'one camera', requests: [[1, 1]], written: [1] },
    {
      name: 'many cameras of one workshop, then one of each other: the others wait for one camera each',
      requests: [
        [1, 5],
        [2, 1],
        [3, 1],
      ],
      written: [1, 1, 2, 3, 1, 1, 1],
    },
    {
      name: 'several cameras of several workshops: one of each in turn',
      requests: [
        [1, 3],
        [2, 3],
        [3, 2],
      ],
      written: [1, 1, 2, 3, 1, 2, 3, 2],
    },
    {
      name: 'more cameras of a workshop than may wait: the rest is postponed, and no other workshop is',
      requests: [
        [1, 80],
        [2, 2],
      ],
      written: [1, 1, 2, 1, 2, ...Array<number>(62).fill(1)],
      postponed: 15,
    },
  ];

  it.each(scenarios)('is fair: $name', async ({ requests, written, postponed = 0 }) => {
    const order: number[] = [];
    const sending = new Set<string>();
    const write = (path: string) => {
      order.push(Number(/^workshop-(\d+)/.exec(path)?.[1]));
      sending.add(path);
      return Promise.resolve();
    };
    const itemOf = (path: string) => {
      const ready = sending.has(path);
      return { ready, readers: [], sourceType: 'rtspsource', bytesReceived: Number(ready) };
    };
    const api = {
      paths: { get: (path: string) => Promise.resolve(itemOf(path) as unknown as PathItem) },
      pathConfigs: { patch: write },
    };
    const reconnector = new ControlApiReconnector(api);
    const { signal } = new AbortController();
    const results = requests.flatMap(([workshop, cameras]) =>
      Array.from({ length: cameras }, (_, at) =>
        reconnector.reconnect(`workshop-${workshop}/pit-${at + 1}`, signal),
      ),
    );
    const outcomes = (await Promise.all(results)).map(({ outcome }) => outcome);
    expect(order).toEqual(written);
    expect(outcomes.filter((outcome) => outcome === 'postponed')).toHaveLength(postponed);
    expect(outcomes.filter((outcome) => outcome === 'live')).toHaveLength(written.length);
  });
});
