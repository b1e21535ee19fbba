import { Logger } from '@nestjs/common';
import { ControlApi, type PathConfig } from '@ppf/mediamtx';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type MediamtxConfig } from '../../../config/mediamtx.config';
import { type DesiredPath } from '../desired/desired-path';
import { type NotApplied } from '../plan/not-applied-cameras';
import { type ReadDesiredPaths } from '../desired/read-desired-paths';
import { MediaServerHealth } from '../../../media-servers';
import { PathReconciler } from './path-reconciler';
import { StreamKeyRefresher } from './stream-key-refresher';

const PASSWORD = 'camera-password';
const pull = (number: number, source = `rtsp://u:${PASSWORD}@10.0.0.${number}/s`): DesiredPath => ({
  path: `workshop-1/pit-${number}`,
  kind: 'pull',
  onDemand: false,
  config: { source, rtspTransport: 'tcp', sourceOnDemand: false },
});

/** A control API with path configurations in memory, over a real socket. */
class PathConfigServer {
  readonly configs = new Map<string, PathConfig>();
  readonly writes: string[] = [];
  live: object[] = [];
  refreshStatus = 200;
  written: () => void = () => undefined;
  writing = 0;
  maxConcurrentWrites = 0;
  readonly server: Server = createServer((req, res) => {
    void this.answer(req).then(({ status, body }) => {
      res.statusCode = status;
      res.end(JSON.stringify(body));
    });
  });

  private async answer(req: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const url = new URL(req.url ?? '', 'http://x');
    let text = '';
    for await (const chunk of req as AsyncIterable<Buffer>) text += chunk.toString('utf8');
    if (url.pathname === '/v3/config/paths/list') {
      const items = [...this.configs].map(([name, config]) => ({ name, record: false, ...config }));
      return { status: 200, body: { itemCount: items.length, pageCount: 1, items } };
    }
    if (url.pathname === '/v3/paths/list') {
      return { status: 200, body: { itemCount: this.live.length, pageCount: 1, items: this.live } };
    }
    if (url.pathname.startsWith('/v3/rtspsessions/kick/')) {
      this.writes.push(`kick ${url.pathname.split('/').at(-1)}`);
      return { status: 200, body: { status: 'ok' } };
    }
    if (url.pathname === '/v3/auth/jwks/refresh') {
      this.writes.push('refresh keys');
      return { status: this.refreshStatus, body: {} };
    }
    const [, action, name = ''] = /^\/v3\/config\/paths\/(replace|delete)\/(.+)$/.exec(url.pathname) ?? [];
    this.writes.push(`${action} ${name}`);
    this.maxConcurrentWrites = Math.max(this.maxConcurrentWrites, (this.writing += 1));
    await new Promise((resolve) => setTimeout(resolve, 10));
    this.writing -= 1;
    if (text.includes('bad-source')) return { status: 400, body: { error: `'${text}' is not a valid URL` } };
    if (action === 'delete') this.configs.delete(name);
    else this.configs.set(name, JSON.parse(text) as PathConfig);
    this.written();
    return { status: 200, body: { status: 'ok' } };
  }
}

describe('PathReconciler', () => {
  let mediaMtx: PathConfigServer;
  let api: ControlApi;
  let desired: DesiredPath[];
  let reads: number;
  let log: string[];
  let paths: PathReconciler;
  let auth: MediamtxConfig['auth'];
  let health: MediaServerHealth;
  let stored: NotApplied;
  let pathsBy: 'api' | 'file';
  let agentRefused: NotApplied;

  beforeEach(async () => {
    mediaMtx = new PathConfigServer();
    await new Promise<void>((done) => mediaMtx.server.listen(0, '127.0.0.1', done));
    api = new ControlApi({ url: `http://127.0.0.1:${(mediaMtx.server.address() as AddressInfo).port}` });
    desired = [];
    reads = 0;
    log = [];
    for (const level of ['log', 'warn', 'error'] as const)
      jest
        .spyOn(Logger.prototype, level)
        .mockImplementation((...message: unknown[]) => void log.push(message.join(' ')));
    const database: Pick<ReadDesiredPaths, 'read'> = {
      read: () => {
        reads += 1;
        return Promise.resolve(desired);
      },
    };
    auth = 'http';
    const config = {
      get auth() {
        return auth;
      },
    } as MediamtxConfig;
    health = new MediaServerHealth();
    pathsBy = 'api';
    agentRefused = new Map();
    const server = {
      id: 1,
      name: 'Media',
      api,
      health,
      get pathsBy() {
        return pathsBy;
      },
    };
    const agentRefusals = { read: () => Promise.resolve(agentRefused) };
    stored = new Map();
    const notApplied = { store: async (_: number, found: NotApplied) => void (stored = found) };
    paths = new PathReconciler(server, database, new StreamKeyRefresher(config), notApplied, agentRefusals);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    api.close();
    mediaMtx.server.closeAllConnections();
    await new Promise((done) => mediaMtx.server.close(done));
  });

  it('leaves the paths to the agent that sets them by file, and stores what the agent refused', async () => {
    pathsBy = 'file';
    agentRefused = new Map([['workshop-1/pit-1', 'refused-by-media-server']]);
    desired = [pull(1), pull(2)];
    mediaMtx.configs.set('workshop-9/pit-9', { source: 'rtsp://gone/' });
    const { changes, refused } = await paths.reconcile();
    expect(changes).toHaveLength(3);
    expect([...mediaMtx.configs.keys()]).toEqual(['workshop-9/pit-9']);
    expect([...refused]).toEqual(['workshop-1/pit-1']);
    expect(stored).toEqual(agentRefused);
    expect(log).toEqual([]);
  });

  it('creates missing paths, changes different ones, removes paths without a pit, and then changes nothing', async () => {
    mediaMtx.configs.set('workshop-1/pit-2', { source: 'rtsp://old/' });
    mediaMtx.configs.set('workshop-9/pit-9', { source: 'rtsp://gone/' });
    mediaMtx.configs.set('garage', { source: 'publisher' });
    desired = [pull(1), pull(2)];
    const { changes } = await paths.reconcile();
    expect(changes.map(({ path, action, reason, fields }) => [action, path, reason, ...fields])).toEqual([
      ['remove', 'workshop-9/pit-9', 'unwanted'],
      ['make', 'workshop-1/pit-1', 'missing'],
      ['change', 'workshop-1/pit-2', 'differs', 'source', 'rtspTransport', 'sourceOnDemand'],
    ]);
    expect([...mediaMtx.configs.keys()].sort()).toEqual(['garage', 'workshop-1/pit-1', 'workshop-1/pit-2']);
    expect(mediaMtx.configs.get('workshop-1/pit-2')).toMatchObject({
      rtspTransport: 'tcp',
      sourceOnDemand: false,
    });
    mediaMtx.writes.length = 0;
    expect((await paths.reconcile()).changes).toEqual([]);
    expect(mediaMtx.writes).toEqual([]);
  });

  it('changes nothing in a dry run', async () => {
    desired = [pull(1)];
    expect((await paths.dryRun()).changes).toHaveLength(1);
    expect(mediaMtx.writes).toEqual([]);
  });

  it('writes at most four paths in parallel', async () => {
    desired = Array.from({ length: 20 }, (_, index) => pull(index + 1));
    await paths.reconcile();
    expect(mediaMtx.configs.size).toBe(20);
    expect(mediaMtx.maxConcurrentWrites).toBeGreaterThan(1);
    expect(mediaMtx.maxConcurrentWrites).toBeLessThanOrEqual(4);
  });

  it('continues after a refused path, and logs its name but not its password', async () => {
    desired = [pull(1, `rtsp://u:${PASSWORD}@bad-source/`), pull(2)];
    const { refused } = await paths.reconcile();
    expect([...refused]).toEqual(['workshop-1/pit-1']);
    expect([...mediaMtx.configs.keys()]).toEqual(['workshop-1/pit-2']);
    expect(log.join('\n')).toContain('workshop-1/pit-1');
    expect(log.join('\n')).not.toContain(PASSWORD);
    expect([...stored]).toEqual([['workshop-1/pit-1', 'refused-by-media-server']]);
  });

  it('removes the old source of a refused path, so that viewers see nothing instead of another camera', async () => {
    desired = [pull(1, 'rtsp://10.0.0.1:554/old'), pull(2)];
    await paths.reconcile();
    desired = [pull(1, `rtsp://u:${PASSWORD}@bad-source/`), pull(2)];
    mediaMtx.writes.length = 0;
    const { refused, notApplied } = await paths.reconcile();
    expect(mediaMtx.writes).toEqual(['replace workshop-1/pit-1', 'delete workshop-1/pit-1']);
    expect([...mediaMtx.configs.keys()]).toEqual(['workshop-1/pit-2']);
    expect([...refused]).toEqual(['workshop-1/pit-1']);
    expect([...notApplied]).toEqual([['workshop-1/pit-1', 'refused-by-media-server']]);
    desired = [pull(1), pull(2)];
    await paths.reconcile();
    expect([...stored]).toEqual([]);
    expect([...mediaMtx.configs.keys()].sort()).toEqual(['workshop-1/pit-1', 'workshop-1/pit-2']);
  });

  it('removes the old source of a camera that cannot be pulled as it is set up, and stores the reason', async () => {
    mediaMtx.configs.set('workshop-1/pit-1', { source: 'rtsp://u:p@10.0.0.1:554/old' });
    mediaMtx.configs.set('workshop-1/pit-2', { source: 'rtsp://u:p@10.0.0.2:554/s' });
    const blocked = { kind: 'pull', onDemand: false, config: null } as const;
    const keeps = { scheme: 'rtsp', host: '10.0.0.2', port: 554, path: '/s' };
    desired = [
      { ...blocked, path: 'workshop-1/pit-1', notApplied: 'invalid-address' },
      { ...blocked, path: 'workshop-1/pit-2', notApplied: 'unreadable-password', keeps },
      pull(3),
    ];
    await paths.reconcile();
    expect([...mediaMtx.configs.keys()].sort()).toEqual(['workshop-1/pit-2', 'workshop-1/pit-3']);
    expect([...stored]).toEqual([
      ['workshop-1/pit-1', 'invalid-address'],
      ['workshop-1/pit-2', 'unreadable-password'],
    ]);
  });

  it('logs how many viewers a change disconnects before it makes the change, without an address', async () => {
    mediaMtx.configs.set('workshop-1/pit-1', { source: 'rtsp://old/' });
    mediaMtx.live = [
      { name: 'workshop-1/pit-1', ready: true, readers: [1, 2].map((id) => ({ type: 'webRTCSession', id })) },
    ];
    desired = [pull(1)];
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: string) => {
      log.push(message);
      expect(mediaMtx.writes).toEqual([]);
    });
    await paths.reconcile();
    expect(warned).toHaveBeenCalledTimes(1);
    expect(log.join('\n')).toContain('change workshop-1/pit-1 (differs: source');
    expect(log.join('\n')).toContain('disconnects 2 viewers, who reconnect');
    expect(log.join('\n')).not.toContain('rtsp:');
  });

  it('starts no more writes after it was aborted', async () => {
    desired = Array.from({ length: 20 }, (_, index) => pull(index + 1));
    const abort = new AbortController();
    mediaMtx.written = () => abort.abort();
    await paths.reconcile(abort.signal);
    expect(mediaMtx.writes.length).toBeLessThanOrEqual(4);
    mediaMtx.written = () => undefined;
    await paths.reconcile();
    expect(mediaMtx.configs.size).toBe(20);
  });

  it('disconnects once a publisher whose pit was deleted or whose key was replaced', async () => {
    const push = (publishKeyId: string): DesiredPath => ({
      path: 'workshop-1/pit-1',
      kind: 'push',
      publishKeyId,
      publishKeySince: null,
      config: null,
    });
    mediaMtx.live = [
      { name: 'workshop-1/pit-1', ready: true, source: { type: 'rtspSession', id: 'camera' } },
    ];
    mediaMtx.configs.set('workshop-1/pit-1', { source: 'publisher' });
    desired = [push('first')];
    await paths.reconcile();
    expect(mediaMtx.writes).toEqual([]);
    desired = [push('second')];
    await paths.reconcile();
    expect(mediaMtx.writes).toEqual(['kick camera']);
    await paths.reconcile();
    expect(mediaMtx.writes).toEqual(['kick camera']);
    desired = [];
    await paths.reconcile();
    expect(mediaMtx.writes).toEqual(['kick camera', 'delete workshop-1/pit-1', 'kick camera']);
  });

  describe('in JWT mode', () => {
    const push = (publishKeyId: string | null): DesiredPath => ({
      path: 'workshop-1/pit-1',
      kind: 'push',
      publishKeyId,
      publishKeySince: null,
      config: null,
    });
    beforeEach(() => {
      auth = 'jwt';
      mediaMtx.configs.set('workshop-1/pit-1', { source: 'publisher' });
    });

    it('refreshes the keys at startup and after a change of a publish key, each time twice', async () => {
      desired = [push('first')];
      for (let run = 0; run < 4; run += 1) await paths.reconcile();
      expect(mediaMtx.writes).toEqual(['refresh keys', 'refresh keys']);
      desired = [push('second')];
      for (let run = 0; run < 4; run += 1) await paths.reconcile();
      expect(mediaMtx.writes).toHaveLength(4);
    });

    it('refreshes the keys before it disconnects a publisher, which reconnects immediately', async () => {
      mediaMtx.live = [
        { name: 'workshop-1/pit-1', ready: true, source: { type: 'rtspSession', id: 'camera' } },
      ];
      desired = [push('first')];
      for (let run = 0; run < 2; run += 1) await paths.reconcile();
      mediaMtx.writes.length = 0;
      desired = [push('second')];
      await paths.reconcile();
      expect(mediaMtx.writes).toEqual(['refresh keys', 'kick camera']);
    });

    it('disconnects no publisher while the keys cannot be refreshed, and tries again', async () => {
      mediaMtx.live = [
        { name: 'workshop-1/pit-1', ready: true, source: { type: 'rtspSession', id: 'camera' } },
      ];
      desired = [push('first')];
      for (let run = 0; run < 2; run += 1) await paths.reconcile();
      mediaMtx.writes.length = 0;
      mediaMtx.refreshStatus = 500;
      desired = [push('second')];
      await expect(paths.reconcile()).rejects.toMatchObject({ name: 'ControlApiProblem' });
      expect(mediaMtx.writes).toEqual(['refresh keys']);
      mediaMtx.refreshStatus = 200;
      await paths.reconcile();
      expect(mediaMtx.writes).toEqual(['refresh keys', 'refresh keys', 'kick camera']);
    });

    it('logs once that the media server is too old, and continues with the paths', async () => {
      mediaMtx.refreshStatus = 404;
      desired = [push('first'), pull(2)];
      for (let run = 0; run < 3; run += 1) await paths.reconcile();
      expect([...mediaMtx.configs.keys()]).toContain('workshop-1/pit-2');
      expect(log.filter((line) => line.includes('older than v1.12.3'))).toHaveLength(1);
    });
  });

  it('does not read cameras and their passwords while the media server is unreachable', async () => {
    mediaMtx.server.closeAllConnections();
    await new Promise((done) => mediaMtx.server.close(done));
    await expect(paths.reconcile()).rejects.toMatchObject({ name: 'ControlApiProblem', kind: 'unreachable' });
    expect(reads).toBe(0);
    mediaMtx.server.listen(0, '127.0.0.1');
  });
});
