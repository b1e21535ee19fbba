import { DataSource } from 'typeorm';
import { type MediaServerEntity, PlacementIndex } from '../../media-servers';
import { type NotifyHandler, type NotifyListener } from '../../platform/database/notify-listener';
import { Metrics } from '../../platform/observability/metrics/metrics';
import { RowFaults } from '../../platform/observability/row-faults';
import { type MediaServerDrivers } from './media-server-drivers';
import { ReconcileOnPitChange } from './reconcile-on-pit-change';

const server = (id: number, edgeOfId: number | null = null) =>
  ({ id, edgeOfId, isConfigured: id === 1, webrtcUrl: 'http://h', hlsUrl: 'http://h' }) as MediaServerEntity;

/** Media servers 1 and 2 with an edge of 2, and one workshop with one pit on each. */
describe('ReconcileOnPitChange', () => {
  let placements: PlacementIndex;
  let pits: { id: number; workshopId: number }[];
  let requests: number[];
  let handlers: Record<string, NotifyHandler<'pits_changed'>>;
  let reconcile: ReconcileOnPitChange;

  beforeEach(async () => {
    placements = new PlacementIndex();
    placements.replaceAll(
      [server(1), server(2), server(3, 2)],
      [
        { workshopId: 10, mediaServerId: 1 },
        { workshopId: 20, mediaServerId: 2 },
      ],
    );
    pits = [
      { id: 100, workshopId: 10 },
      { id: 200, workshopId: 20 },
    ];
    [requests, handlers] = [[], {}];
    const driver = (id: number) => ({ reconcileSoon: () => requests.push(id) });
    const drivers = { all: [1, 2, 3].map(driver), get: driver };
    const notifications = {
      listen: (channel: string, handler: NotifyHandler<'pits_changed'>) => {
        handlers[channel] = handler;
        return Promise.resolve();
      },
    };
    const query = (_sql: string, [selected]: [number | number[]]) =>
      Promise.resolve(
        pits.filter(({ id }) => (Array.isArray(selected) ? selected.includes(id) : id > selected)),
      );
    reconcile = new ReconcileOnPitChange(
      drivers as unknown as MediaServerDrivers,
      placements,
      notifications as unknown as NotifyListener,
      { query } as unknown as DataSource,
      new RowFaults(new Metrics()),
    );
    await reconcile.onApplicationBootstrap();
    expect(requests).toEqual([1, 2, 3]);
    requests.length = 0;
  });
  afterEach(() => reconcile.onModuleDestroy());

  /** Notifies of a pit, and waits until its row was read. */
  const notify = async (pitId: number) => {
    handlers['pits_changed']?.onNotify(pitId);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('reconciles only the media server of the pit that changed, with its edges', async () => {
    await notify(100);
    expect(requests).toEqual([1]);
    await notify(200);
    expect(requests).toEqual([1, 2, 3]);
  });

  it('reconciles the media server of a pit that was deleted', async () => {
    pits = pits.filter(({ id }) => id !== 100);
    await notify(100);
    expect(requests).toEqual([1]);
  });

  it('reconciles the media server of a pit that was created', async () => {
    pits.push({ id: 101, workshopId: 10 });
    await notify(101);
    expect(requests).toEqual([1]);
  });

  it('reconciles both media servers of a workshop that moves', async () => {
    placements.put([{ workshopId: 10, mediaServerId: 1, movingToId: 2 }], []);
    expect(requests).toEqual([1, 2, 3]);
    requests.length = 0;
    await notify(100);
    expect(requests).toEqual([1, 2, 3]);
    requests.length = 0;
    placements.put([{ workshopId: 10, mediaServerId: 2, movingToId: null }], []);
    expect(requests).toEqual([1, 2, 3]);
    requests.length = 0;
    await notify(100);
    expect(requests).toEqual([2, 3]);
  });

  it('reconciles no other media server for a new or deleted workshop', () => {
    placements.put([{ workshopId: 11, mediaServerId: 1 }], []);
    placements.put([], [11]);
    expect(requests).toEqual([1, 1]);
  });

  it('reconciles all media servers after notifications may have been missed', async () => {
    handlers['pits_changed']?.onReconnect?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(requests).toEqual([1, 2, 3]);
  });
});
