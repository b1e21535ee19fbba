import path from 'node:path';
import type { Diagnosis, DiagnosisFaultCode, Pit, PutCameraRequest } from '@ppf/contracts';
import { freePort } from '@ppf/free-ports';
import { type SampleCamera, startSampleCamera } from '@ppf/sample-cameras';
import { CAMERA, type Installation, startInstallation } from '../../chaos/world/installation';
import { type MediaServerProcess, mediaServerWith } from '../../chaos/world/media-server-process';
import { type Target } from '../../world/target';
import { type ApiClient, type Credentials } from '../../world/api-client';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../../world/workspace-root';
import { type FilmedCamera, startCameraServer } from './camera-server';
import { publishTestVideo } from './publish-test-video';
import { wordsOf } from './troubleshooting-words';

/** Keys of MediaMTX's file, or settings of the backend, that a fault changes. */
export type Keys = Readonly<Record<string, string>>;

/** Changed fields of a camera; undefined removes one. */
export type CameraChange = {
  readonly [Field in keyof PutCameraRequest]?: PutCameraRequest[Field] | undefined;
};

/** Start options of the media server. */
export interface ServerStart {
  /** Lines below `paths:`. Default: a regular expression that allows every pit's camera to publish. */
  readonly paths?: readonly string[];
  /** Additions to its environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** An installation with a media server whose file can be broken, and a second one that acts as cameras. */
export interface TroubleshootingFixture {
  readonly installation: Installation;
  /** The operator, who gets every fix. */
  readonly admin: ApiClient;
  /** The operator, the owner and the staff of the workshop. */
  readonly people: Readonly<Record<'operator' | 'owner' | 'staff', Credentials>>;
  readonly server: () => MediaServerProcess;
  readonly ports: Readonly<Record<'webrtc' | 'hls' | 'udp' | 'rtsp' | 'api', number>>;
  /** A new pit, with a camera. */
  pit(camera?: PutCameraRequest): Promise<Pit>;
  /** A new pit with its own correct camera, except for the changes. */
  sample(change?: CameraChange): Promise<{ readonly camera: SampleCamera; readonly pit: Pit }>;
  /** Restarts the media server with these keys in its file. */
  restart(keys?: Keys, start?: ServerStart): Promise<void>;
  /** Restarts the backend with these settings in addition to its first ones. */
  reconfigure(settings: Keys): Promise<void>;
  /** Publishes a stream to the second media server with FFmpeg, until the fixture ends. */
  film(name: string, encoder: readonly string[]): Promise<FilmedCamera>;
  /** Publishes a stream to the media server with FFmpeg, until the fixture ends. */
  push(address: string, encoder: readonly string[]): void;
  /**
   * Diagnoses until this is the verdict (null: none), in the sentence and with the fix that the troubleshooting guide
   * has; fails with what was found instead.
   */
  finds(pit: Pit, code: DiagnosisFaultCode | null, as?: ApiClient): Promise<Diagnosis>;
  stop(): Promise<void>;
}

/** Starts it. @param more Settings of the backend. */
export async function startTroubleshootingFixture(
  target: Target,
  more: Keys = {},
): Promise<TroubleshootingFixture> {
  const ports = { webrtc: await freePort(), hls: await freePort(), udp: await freePort() };
  const installation = await startInstallation({
    MEDIAMTX_WEBRTC_PORT: String(ports.webrtc),
    MEDIAMTX_HLS_PORT: String(ports.hls),
    MEDIAMTX_WEBRTC_UDP_PORT: String(ports.udp),
    DASHBOARD_DIR: path.join(workspaceRoot, 'dist/apps/frontend/browser'),
    ...more,
  });
  try {
    return await furnish(target, installation, { ...ports, ...installation.ports });
  } catch (error) {
    await installation.stop();
    throw error;
  }
}

async function furnish(
  target: Target,
  installation: Installation,
  ports: TroubleshootingFixture['ports'],
): Promise<TroubleshootingFixture> {
  const { folder, backend } = installation;
  const usual = usualKeys(installation.hookUrl, ports);
  let server = mediaServerWith(target, folder, ports.api, fileOf(usual));
  installation.atEnd(() => server.signal('SIGKILL'));
  await server.start();
  const film = await startCameraServer(target, installation);
  const admin = await installation.signIn();
  const workshop = await admin.createWorkshop('Rangier Street');
  const member = async (role: 'owner' | 'staff'): Promise<Credentials> => {
    const who = { email: `${role}@example.org`, password: 'a-long-enough-password' };
    await admin.createMember(workshop.id, { ...who, display_name: role, role });
    return who;
  };
  const { ADMIN_EMAIL: email = '', ADMIN_PASSWORD: password = '' } = backend.settings;
  const people = {
    operator: { email, password },
    owner: await member('owner'),
    staff: await member('staff'),
  };
  let pits = 0;
  const pit = async (camera?: PutCameraRequest): Promise<Pit> => {
    const made = await admin.createPit(workshop.id, (pits += 1));
    if (camera) await admin.putCamera(made.id, camera);
    return made;
  };
  return {
    installation,
    admin,
    people,
    server: () => server,
    ports,
    pit,
    sample: async (change = {}) => {
      const camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-1' });
      installation.atEnd(() => camera.stop());
      const at = { host: '127.0.0.1', port: camera.port, path: '/stream1', ...CAMERA };
      return { camera, pit: await pit({ kind: 'pull', ...at, ...change } as PutCameraRequest) };
    },
    restart: async (keys = {}, { paths, env } = {}) => {
      await server.signal('SIGKILL');
      server = mediaServerWith(target, folder, ports.api, fileOf({ ...usual, ...keys }, paths), env);
      await server.start();
    },
    reconfigure: async (settings) => {
      await backend.kill('SIGTERM');
      await backend.start(settings);
    },
    film,
    push: (address, encoder) => publishTestVideo(installation, address, encoder),
    finds: (one, code, as = admin) => untilFound(as, one, code),
    stop: () => installation.stop(),
  };
}

function usualKeys(hookUrl: string, ports: TroubleshootingFixture['ports']): Keys {
  return {
    logLevel: 'info',
    authMethod: 'http',
    authHTTPAddress: hookUrl,
    authHTTPExclude: '[{action: api}]',
    api: 'yes',
    apiAddress: `127.0.0.1:${ports.api}`,
    rtspAddress: `127.0.0.1:${ports.rtsp}`,
    protocols: '[tcp]',
    rtmp: 'no',
    srt: 'no',
    webrtc: 'yes',
    webrtcAddress: `127.0.0.1:${ports.webrtc}`,
    webrtcLocalUDPAddress: `127.0.0.1:${ports.udp}`,
    hls: 'yes',
    hlsAddress: `127.0.0.1:${ports.hls}`,
  };
}

const ANY_PIT = ["  '~^workshop-[0-9]+/pit-[0-9]+(/sub|/raw)?$':", '    source: publisher'];

function fileOf(keys: Keys, paths = ANY_PIT as readonly string[]): string {
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}`);
  return [...lines, ...(paths.length > 0 ? ['paths:', ...paths] : []), ''].join('\n');
}

function untilFound(api: ApiClient, pit: Pit, code: DiagnosisFaultCode | null): Promise<Diagnosis> {
  return waitFor(
    async () => {
      const found = await api.diagnosis(pit.id);
      if ((found.verdict?.code ?? null) !== code)
        throw new Error(
          JSON.stringify(
            found.steps.map(({ step, state, fault, detail }) => [step, state, fault?.code, detail]),
          ),
        );
      if (code !== null) expect(found.verdict).toMatchObject(wordsOf(code));
      return found;
    },
    `the diagnosis is ${code ?? 'that nothing is wrong'}`,
    { withinMs: 90_000 },
  );
}
