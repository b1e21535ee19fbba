import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { backendProcess, type BackendProcess } from '../../chaos/world/backend-process';
import { chaosDatabase, type ChaosDatabase } from '../../chaos/world/chaos-database';
import { startProxy, type Proxy } from '../../proxies/proxy';
import { type Target } from '../../world/target';
import { ApiClient, type Credentials } from '../../world/api-client';
import { freePort } from '@ppf/free-ports';
import { workspaceRoot } from '../../world/workspace-root';
import { fleetMediaServer, type FleetMediaServer } from './fleet-media-server';
import { fleetNginx, prefixOf } from './fleet-nginx';

/**
 * Several backends and media servers behind one nginx, each in a folder of its own as on a machine of its own: they
 * share PostgreSQL and nothing else.
 */
export interface Fleet {
  /** Origin for browsers and integrators. */
  readonly origin: string;
  /** nginx's certificate, PEM. */
  readonly certificate: string;
  readonly admin: Credentials;
  readonly database: ChaosDatabase;
  readonly backends: readonly BackendProcess[];
  /** Added as media servers 1, 2 …, edges last. */
  readonly mediaServers: readonly FleetMediaServer[];
  /** Hook address for media servers, including the secret. */
  readonly hookUrl: string;
  readonly proxy: Proxy;
  /** Hook address of one backend. */
  hookOf(backend: BackendProcess): string;
  /** Signs in as the operator, at a backend of the fleet. */
  signIn(backend?: BackendProcess): Promise<ApiClient>;
  /** Cleanup at the end of the fleet, in reverse order. */
  atEnd(step: () => unknown): void;
  stop(): Promise<void>;
}

const HOOK = '/api/v1/streams/validate-token';
const DASHBOARD = path.join(workspaceRoot, 'dist/apps/frontend/browser');
const NAMES = ['one', 'two', 'three', 'four'];

/** Number of each. */
export interface FleetSize {
  readonly backends: number;
  readonly mediaServers: number;
  /** Number of edges of the first media server. Default: none. */
  readonly edges?: number;
}

/** Starts all of it on loopback and free ports. @param port Port of nginx. Default: a free one. */
export async function startFleet(target: Target, size: FleetSize, port?: number): Promise<Fleet> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-fleet-'));
  // PostgreSQL runs as another user where this runs as root.
  chmodSync(folder, 0o711);
  const steps: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  try {
    return await build(target, size, { folder, steps, stop, port: port ?? (await freePort()) });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Site {
  readonly folder: string;
  readonly steps: (() => unknown)[];
  readonly stop: () => Promise<void>;
  readonly port: number;
}

async function build(target: Target, size: FleetSize, { folder, steps, stop, port }: Site): Promise<Fleet> {
  const database = await chaosDatabase(path.join(folder, 'postgres'));
  steps.push(() => database.stop());
  const secrets = makeSecrets();
  const origin = `https://localhost:${port}`;
  const hook = await freePort();
  const hookAt = (at: number): string =>
    `http://mediamtx:${secrets.MEDIAMTX_HOOK_SECRET}@127.0.0.1:${at}${HOOK}`;
  const mediaServers: FleetMediaServer[] = [];
  const { edges = 0 } = size;
  for (const name of NAMES.slice(0, size.mediaServers + edges)) {
    const server = await fleetMediaServer(
      target,
      name,
      path.join(folder, `media-server-${name}`),
      hookAt(hook),
    );
    await server.process.start();
    steps.push(() => server.process.signal('SIGKILL'));
    mediaServers.push(server);
  }
  const settings = { ...secrets, ...addressesOf(mediaServers[0], origin), DATABASE_URL: database.url };
  const backends: BackendProcess[] = [];
  for (const name of NAMES.slice(0, size.backends)) {
    const own = path.join(folder, `backend-${name}`);
    mkdirSync(own);
    const more = {
      PUBLIC_URL: origin,
      DASHBOARD_DIR: DASHBOARD,
      MEDIAMTX_SIMULATED: String(target.command === null),
    };
    const backend = backendProcess(`backend-${name}`, own, await freePort(), {
      ...settings,
      HOOK_PORT: String(await freePort()),
      ...more,
    });
    steps.push(() => backend.kill('SIGKILL'));
    await backend.start();
    backends.push(backend);
  }
  const ports = {
    backends: backends.map(({ port: at }) => at),
    hooks: backends.map(({ hookPort }) => hookPort),
    mediaServers: mediaServers.map((each) => each.ports),
    hook,
  };
  const [first] = mediaServers;
  const behind = {
    backend: ports.backends[0] ?? 0,
    webrtc: first?.ports.webrtc ?? 0,
    hls: first?.ports.hls ?? 0,
  };
  const proxy = await startProxy(fleetNginx(ports), port, behind);
  steps.push(() => proxy.stop());
  const admin = { email: secrets.ADMIN_EMAIL, password: secrets.ADMIN_PASSWORD };
  const signIn = (backend = backends[0]): Promise<ApiClient> =>
    ApiClient.signIn(backend?.origin ?? origin, admin);
  await addMediaServers(await signIn(), mediaServers, origin, edges);
  return {
    origin,
    certificate: proxy.certificate,
    admin,
    database,
    backends,
    mediaServers,
    hookUrl: hookAt(hook),
    proxy,
    hookOf: (backend) => hookAt(backend.port),
    signIn,
    atEnd: (step) => steps.push(step),
    stop,
  };
}

/** The settings configure the first one. */
async function addMediaServers(
  admin: ApiClient,
  servers: readonly FleetMediaServer[],
  origin: string,
  edges: number,
): Promise<void> {
  const [first] = (await admin.mediaServers()).items;
  for (const [at, { name, ports }] of servers.entries()) {
    if (at === 0) continue;
    const isEdge = at >= servers.length - edges;
    await admin.addMediaServer({
      ...(isEdge && first && { edge_of: first.id, pulls_from: '127.0.0.1' }),
      name: `Server ${name}`,
      api_url: `http://127.0.0.1:${ports.api}`,
      webrtc_url: `${origin}${prefixOf('webrtc', at)}`,
      hls_url: `${origin}${prefixOf('hls', at)}`,
      rtsp_url: `rtsp://127.0.0.1:${ports.rtsp}`,
    });
  }
}

function addressesOf(first: FleetMediaServer | undefined, origin: string): Record<string, string> {
  const { api = 0, rtsp = 0 } = first?.ports ?? {};
  return {
    MEDIAMTX_API_PORT: String(api),
    MEDIAMTX_RTSP_PORT: String(rtsp),
    MEDIAMTX_WEBRTC_URL: `${origin}${prefixOf('webrtc', 0)}`,
    MEDIAMTX_HLS_URL: `${origin}${prefixOf('hls', 0)}`,
  };
}

/** What every backend is given alike: the same settings are what makes them one. */
function makeSecrets() {
  return {
    ACCESS_TOKEN_SECRET: randomBytes(32).toString('hex'),
    STREAM_TOKEN_SECRET: randomBytes(32).toString('hex'),
    SEALING_KEY: randomBytes(32).toString('base64'),
    MEDIAMTX_HOOK_SECRET: randomBytes(24).toString('hex'),
    ADMIN_EMAIL: 'operator@example.org',
    ADMIN_PASSWORD: randomBytes(18).toString('base64url'),
  };
}
