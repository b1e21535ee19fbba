import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Pit } from '@ppf/contracts';
import { startSampleCamera, type SampleCamera } from '@ppf/sample-cameras';
import { ApiClient } from '../../world/api-client';
import { freePort } from '@ppf/free-ports';
import { waitFor } from '@ppf/testing';
import { backendProcess, type BackendProcess } from './backend-process';
import { chaosDatabase, type ChaosDatabase } from './chaos-database';

/** A database and a backend, each in a separate process, for a chaos test. */
export interface Installation {
  readonly folder: string;
  readonly database: ChaosDatabase;
  readonly backend: BackendProcess;
  /** The address of the hook, including the secret. */
  readonly hookUrl: string;
  readonly ports: { readonly api: number; readonly rtsp: number };
  /** Another backend on the same database, not started yet. @param more Settings that it alone has. */
  anotherBackend(name: string, more?: Readonly<Record<string, string>>): Promise<BackendProcess>;
  /** Signs in as the operator, at a backend of this installation. */
  signIn(backend?: BackendProcess): Promise<ApiClient>;
  /** Cleanup at the end of the test, in reverse order. */
  atEnd(step: () => unknown): void;
  stop(): Promise<void>;
}

/** The camera's password contains characters that URLs must encode. */
export const CAMERA = { user: 'admin', password: 'p@ss/w?rd#1' } as const;

/** Starts everything except the media server. */
export async function startInstallation(more: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-chaos-'));
  // PostgreSQL runs as another user where the suite runs as root.
  chmodSync(folder, 0o711);
  const steps: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  try {
    const database = await chaosDatabase(path.join(folder, 'postgres'));
    steps.push(() => database.stop());
    const ports = { api: await freePort(), rtsp: await freePort() };
    const secrets = makeSecrets();
    const settings = { ...secrets, ...portsOf(ports), DATABASE_URL: database.url, ...more };
    const create = async (
      name: string,
      own: Readonly<Record<string, string>> = {},
    ): Promise<BackendProcess> => {
      const backend = backendProcess(name, folder, await freePort(), {
        ...settings,
        HOOK_PORT: String(await freePort()),
        ...own,
      });
      steps.push(() => backend.kill('SIGKILL'));
      return backend;
    };
    const backend = await create('backend');
    await backend.start();
    const admin = { email: secrets.ADMIN_EMAIL, password: secrets.ADMIN_PASSWORD };
    return {
      folder,
      database,
      backend,
      hookUrl: `http://mediamtx:${secrets.MEDIAMTX_HOOK_SECRET}@127.0.0.1:${backend.hookPort}/api/v1/streams/validate-token`,
      ports,
      anotherBackend: create,
      signIn: (at = backend) => ApiClient.signIn(at.origin, admin),
      atEnd: (step) => steps.push(step),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

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

function portsOf({ api, rtsp }: { api: number; rtsp: number }): Record<string, string> {
  return { MEDIAMTX_API_PORT: String(api), MEDIAMTX_RTSP_PORT: String(rtsp) };
}

/** A pit whose camera runs in this process and is pulled. */
export async function pitWithCamera(
  installation: Installation,
  api: ApiClient,
  workshopId: number,
  number: number,
): Promise<{ pit: Pit; camera: SampleCamera }> {
  const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
  installation.atEnd(() => camera.stop());
  const pit = await api.createPit(workshopId, number);
  await api.putCamera(pit.id, {
    kind: 'pull',
    host: '127.0.0.1',
    port: camera.port,
    path: '/stream1',
    ...CAMERA,
  });
  return { pit, camera };
}

/** Waits until the API reports that the pit's stream is in one of these states. */
export function untilStatus(
  api: ApiClient,
  pitId: number,
  statuses: readonly string[],
  milliseconds: number,
): Promise<string> {
  return waitFor(
    async () => {
      const { stream } = await api.pit(pitId);
      if (!statuses.includes(stream.status)) throw new Error(`it is ${stream.status}`);
      return stream.status;
    },
    `pit ${pitId} is ${statuses.join(' or ')}`,
    { withinMs: milliseconds },
  );
}
