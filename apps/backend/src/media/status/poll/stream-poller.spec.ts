import { waitFor } from '@ppf/testing';
import { Logger } from '@nestjs/common';
import { UNKNOWN_STREAM } from '@ppf/contracts';
import { ControlApi, pathItemOf } from '@ppf/mediamtx';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { DesiredStreams } from '../../paths/desired/desired-streams';
import { PeriodLog } from '../../history/period-log';
import { type PathReconcileScheduler } from '../../paths/reconcile/path-reconcile-scheduler';
import { MediaServerHealth, StreamStatusStore } from '../../../media-servers';
import { EdgeReaders } from './edge-readers';
import { StreamPoller } from './stream-poller';
import { StreamStatusTracker } from './stream-status-tracker';
import { type StreamStatusTrackers } from './stream-status-trackers';
import { Metrics } from '../../../platform/observability/metrics/metrics';
import { RowFaults } from '../../../platform/observability/row-faults';

/** HLS settings that keep a picture ready. */
const READY_HLS = { hls: true, hlsVariant: 'lowLatency', hlsAlwaysRemux: true };
const PATH = 'workshop-1/pit-1';
const item = (change: object = {}) => ({
  name: PATH,
  confName: PATH,
  ready: true,
  source: { type: 'rtspSource', id: '' },
  tracks: ['H264'],
  bytesReceived: 100,
  readers: [],
  ...change,
});

/** Recorded states of the path, and whether each one has ended. */
const recorded = (log: PeriodLog) =>
  log.batch().entries.map(({ state, endedAt }) => (endedAt === null ? state : `${state}, ended`));
/** Recorded states with their causes. */
const recordedCauses = (log: PeriodLog) => log.batch().entries.map(({ state, cause }) => `${state} ${cause}`);

describe('StreamPoller', () => {
  let server: Server;
  let hanging: ServerResponse[] | null;
  let items: object[];
  let requests: string[];
  let reconcileRequests: number;
  let store: StreamStatusStore;
  let health: MediaServerHealth;
  let log: PeriodLog;
  let poller: StreamPoller;
  let isCarried: boolean;
  let close: () => void;

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    [hanging, items, requests, reconcileRequests] = [null, [], [], 0];
    server = createServer((req, res) => {
      requests.push(req.url ?? '');
      if (hanging) hanging.push(res);
      else if (req.url === '/v3/info') res.end('{"version":"v1.20.1","started":"2026-01-01T00:00:00Z"}');
      else if (req.url === '/v3/config/global/get') res.end(JSON.stringify(READY_HLS));
      else res.end(JSON.stringify({ itemCount: items.length, pageCount: 1, items }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const api = new ControlApi({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      timeoutMs: 1000,
    });
    const desired = new DesiredStreams();
    const config = { source: 'rtsp://10.0.0.1/', rtspTransport: 'tcp', sourceOnDemand: false } as const;
    desired.replaceAll([{ path: PATH, kind: 'pull', onDemand: false, config }], new Set());
    const scheduler: Pick<PathReconcileScheduler, 'soon'> = { soon: () => void (reconcileRequests += 1) };
    store = new StreamStatusStore();
    health = new MediaServerHealth();
    isCarried = true;
    const polled = { id: 1, name: 'Media', api, health, edgeOfId: null, carries: () => isCarried };
    close = () => api.close();
    log = new PeriodLog(Date.now());
    const trackers: Pick<StreamStatusTrackers, 'begin' | 'faults'> = {
      faults: new RowFaults(new Metrics()),
      begin: () => new StreamStatusTracker(store, log, () => log.closeAll()),
    };
    poller = new StreamPoller(
      polled,
      desired,
      trackers as StreamStatusTrackers,
      scheduler,
      new EdgeReaders(),
    );
  });
  afterEach(async () => {
    close();
    await poller.stop();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    jest.restoreAllMocks();
  });

  it('reports live streams and the version', async () => {
    items = [item()];
    expect(health).toMatchObject({ isReachable: false, version: null });
    poller.start();
    await waitFor(() => store.of(PATH).status === 'live');
    expect(store.of(PATH)).toMatchObject({ codec: 'H264', readers: 0, since: expect.any(String) as string });
    expect(health).toMatchObject({ isReachable: true, version: 'v1.20.1', keepsPicturesReady: true });
    expect(store.of('workshop-1/pit-2').status).toBe('unknown');
  });

  it.each([
    ['is missing', []],
    ['runs on a pattern instead', [item({ confName: '~^workshop-[0-9]+/pit-[0-9]+$' })]],
  ])('requests a reconcile run when a path of ours %s', async (_, listed) => {
    items = [item()];
    poller.start();
    await waitFor(() => health.isReachable && reconcileRequests === 1);
    await waitFor(() => requests.length >= 3);
    expect(reconcileRequests).toBe(1);
    items = listed;
    await waitFor(() => reconcileRequests === 2);
  });

  it('does not report a path that is placed on another media server now', async () => {
    items = [item()];
    poller.start();
    await waitFor(() => store.of(PATH).status === 'live');
    isCarried = false;
    const before = requests.length;
    await waitFor(() => requests.length >= before + 2);
    store.report(PATH, { ...store.of(PATH), codec: 'H265' });
    await waitFor(() => requests.length >= before + 4);
    expect(store.of(PATH)).toMatchObject({ status: 'live', codec: 'H265' });
  });

  it('records the states until it is stopped', async () => {
    items = [item()];
    poller.start();
    await waitFor(() => store.of(PATH).status === 'live');
    expect(recorded(log)).toEqual(['up']);
    await poller.stop();
    expect(recorded(log)).toEqual(['up, ended']);
  });

  it('updates a stream from a path that was read after the last poll', async () => {
    items = [item({ ready: false, bytesReceived: 0 })];
    poller.start();
    await waitFor(() => store.of(PATH).status === 'connecting');
    const before = requests.length;
    poller.observe(pathItemOf(item()));
    expect(store.of(PATH)).toMatchObject({ status: 'live', codec: 'H264' });
    poller.observe(pathItemOf(item({ name: 'workshop-1/pit-2' })));
    expect(store.has('workshop-1/pit-2')).toBe(false);
    expect(requests).toHaveLength(before);
    await poller.stop();
    items = [item()];
    poller.observe(pathItemOf(item({ ready: false })));
    expect(store.of(PATH).status).toBe('live');
  });

  it('continues a status that another poller reported', async () => {
    const since = '2026-01-01T00:00:00.000Z';
    store.report(PATH, { ...UNKNOWN_STREAM, status: 'live', since });
    items = [item()];
    poller.start();
    await waitFor(() => store.of(PATH).codec === 'H264');
    expect(store.of(PATH)).toMatchObject({ status: 'live', since });
  });

  it.each([3_600_000, -3_600_000])(
    'detects a stream that ends while the system clock changes by %s ms',
    async (offset) => {
      items = [item()];
      poller.start();
      await waitFor(() => store.of(PATH).status === 'live');
      items = [item({ ready: false })];
      const before = requests.length;
      await waitFor(() => requests.length > before);
      const now = Date.now.bind(Date);
      jest.spyOn(Date, 'now').mockImplementation(() => now() + offset);
      await waitFor(() => store.of(PATH).status === 'connecting');
    },
  );

  it('accumulates no requests at a hanging media server, and requests a reconcile run when it responds again', async () => {
    items = [item()];
    poller.start();
    await waitFor(() => store.of(PATH).status === 'live');
    hanging = [];
    await waitFor(() => !health.isReachable);
    expect(health.keepsPicturesReady).toBe(false);
    expect(hanging.filter((res) => !res.destroyed).length).toBeLessThanOrEqual(1);
    expect(store.of(PATH)).toMatchObject({ status: 'live', cause: 'media-server' });
    hanging = null;
    const before = reconcileRequests;
    await waitFor(() => health.isReachable && reconcileRequests > before);
  });

  it('attributes an unreachable media server and its lost paths to the media server', async () => {
    let received = 0;
    const growing = () => ({
      ...item(),
      get bytesReceived() {
        return (received += 100);
      },
    });
    items = [growing()];
    poller.start();
    await waitFor(() => store.of(PATH).status === 'live');
    const read = requests.length;
    await waitFor(() => requests.length >= read + 2);
    hanging = [];
    await waitFor(() => store.of(PATH).cause === 'media-server');
    await waitFor(() => store.of(PATH).status === 'unknown');
    expect(store.of(PATH).cause).toBe('media-server');
    // A restarted media server lists nothing, then the path without a stream, then the stream.
    items = [];
    hanging = null;
    await waitFor(() => store.of(PATH).status === 'connecting');
    expect(store.of(PATH).cause).toBe('media-server');
    items = [item({ ready: false, bytesReceived: 0 })];
    const before = requests.length;
    await waitFor(() => requests.length >= before + 2);
    expect(store.of(PATH).cause).toBe('media-server');
    items = [growing()];
    await waitFor(() => store.of(PATH).status === 'live');
    expect(store.of(PATH).cause).toBeNull();
    expect(recordedCauses(log)).toEqual([
      'up null',
      'unknown media-server',
      'offline media-server',
      'up null',
    ]);
  });
});
