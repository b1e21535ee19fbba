import { ControlApiStub, waitFor } from '@ppf/testing';
import type { Camera, MediaServerPlan, Pit } from '@ppf/contracts';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { parseExposition } from '../testing/parse-exposition';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';

/** TCP port of a camera, which counts the connections to it. */
class CameraPort {
  connections = 0;
  private server: Server | undefined;
  private number = 0;

  /** @returns its number, also while it is closed. */
  async open(): Promise<number> {
    this.server = createServer((socket) => {
      this.connections += 1;
      socket.on('error', () => undefined).resume();
    });
    await new Promise<void>((done) => this.server?.listen(this.number, '127.0.0.1', done));
    return (this.number = (this.server.address() as AddressInfo).port);
  }

  async close(): Promise<void> {
    await new Promise((done) => this.server?.close(done));
  }
}

describe('a camera that returns', () => {
  const ports = {
    pulled: new CameraPort(),
    onDemand: new CameraPort(),
    live: new CameraPort(),
    paused: new CameraPort(),
  };
  type Kind = keyof typeof ports | 'push';
  const pits = {} as Record<Kind, Pit>;
  let mediaMtx: ControlApiStub;
  let backend: BackendUnderTest;
  let admin: string;

  beforeAll(async () => {
    mediaMtx = await new ControlApiStub().start();
    backend = await startBackend({
      MEDIAMTX_API_URL: mediaMtx.url,
      METRICS_TOKEN: 'metrics-token-of-the-tests',
      // Only the connections of the port checks are counted.
      CAMERA_REDIRECT_CHECKS: 'false',
    });
    admin = await backend.tokenFor('operator');
    const { id } = await call<{ id: number }>('POST', '/workshops', { name: 'Cameras' });
    const add = async (kind: Kind, camera: object) => {
      const number = Object.keys(pits).length + 1;
      pits[kind] = await call<Pit>('POST', `/workshops/${id}/pits`, { number });
      // Before the camera, so that no poll finds its path without a stream.
      if (kind === 'pulled') mediaMtx.sent.set(pits[kind].path, {});
      if (kind === 'live') mediaMtx.sent.set(pits[kind].path, { viewers: 1 });
      await call<Camera>('PUT', `/pits/${pits[kind].id}/camera`, camera);
    };
    const pull = async (port: CameraPort) => ({ kind: 'pull', host: '127.0.0.1', port: await port.open() });
    await add('pulled', await pull(ports.pulled));
    await add('onDemand', { ...(await pull(ports.onDemand)), on_demand: true });
    await add('live', await pull(ports.live));
    await add('paused', await pull(ports.paused));
    await add('push', { kind: 'push' });
    await call('PATCH', `/pits/${pits.paused.id}/camera`, { paused: true });
    await waitFor(async () => (await statusOf('pulled')) === 'live' && (await statusOf('live')) === 'live');
    await ports.pulled.close();
  });

  afterAll(async () => {
    await backend.stop();
    await mediaMtx.stop();
    for (const port of Object.values(ports)) await port.close();
  });

  async function call<Body>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: unknown) {
    const answer = await backend.send({ method, url: `/api/v1${url}`, as: admin, ...(body ? { body } : {}) });
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
    return answer.body as Body;
  }
  const statusOf = async (kind: Kind) => (await call<Pit>('GET', `/pits/${pits[kind].id}`)).stream.status;
  const metric = async (name: string, labels: Record<string, string> = {}) => {
    const headers = { authorization: 'Bearer metrics-token-of-the-tests' };
    const { text } = await backend.send({ url: '/metrics', headers });
    const samples = parseExposition(text).get(name)?.samples ?? [];
    return samples.find((sample) =>
      Object.entries(labels).every(([key, each]) => sample.labels[key] === each),
    )?.value;
  };
  const patches = () => mediaMtx.calls.filter((each) => each.startsWith('PATCH config/paths/'));

  it('is checked while its port is closed, and pulled again immediately when it is open', async () => {
    mediaMtx.onPatch = (name) => mediaMtx.sent.set(name, {});
    mediaMtx.sent.delete(pits.pulled.path);
    await waitFor(async () => ((await metric('ppf_camera_port_checks_total', { port: 'closed' })) ?? 0) >= 2);
    expect(await metric('ppf_cameras_without_stream')).toBe(1);
    expect(patches()).toEqual([]);
    const began = performance.now();
    await ports.pulled.open();
    await waitFor(async () => (await statusOf('pulled')) === 'live');
    expect(performance.now() - began).toBeLessThan(4000);
    expect(patches()).toEqual([`PATCH config/paths/patch/${pits.pulled.path}`]);
    expect(await metric('ppf_camera_reconnects_total', { outcome: 'live' })).toBe(1);
    await waitFor(async () => (await metric('ppf_cameras_without_stream')) === 0);
  });

  it('leaves the reconciler nothing to change', async () => {
    const plan = await call<MediaServerPlan>('GET', '/media-servers/1/plan');
    expect(plan.changes.filter(({ path }) => path === pits.pulled.path)).toEqual([]);
  });

  it('is not pulled again when the media server was faster', async () => {
    const before = patches().length;
    mediaMtx.sent.delete(pits.pulled.path);
    await ports.pulled.close();
    await waitFor(async () => (await statusOf('pulled')) === 'connecting');
    // The media server lists the stream from now on; the poller has not read it.
    mediaMtx.sent.set(pits.pulled.path, {});
    await ports.pulled.open();
    await waitFor(async () => (await statusOf('pulled')) === 'live');
    expect(patches()).toHaveLength(before);
  });

  it('never has connections, and no reconnection, while it sends, is on demand, paused, or publishes', () => {
    const { onDemand, live, paused } = ports;
    expect([onDemand.connections, live.connections, paused.connections]).toEqual([0, 0, 0]);
    const others = [pits.onDemand, pits.live, pits.paused, pits.push].map(({ path }) => path);
    expect(patches().filter((each) => others.some((path) => each.endsWith(path)))).toEqual([]);
  });
});
