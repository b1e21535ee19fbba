import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnosis, DiagnosisFaultCode, Pit, PutCameraRequest } from '@ppf/contracts';
import { type Installation, startInstallation } from '../../drills/world/installation';
import { type MediaServerProcess, mediaServerWith } from '../../drills/world/media-server-process';
import { type Target } from '../../target';
import { type ApiClient, type Credentials } from '../../world/api-client';
import { freePort } from '@ppf/free-ports';
import { waitFor } from '../../world/wait-for';
import { workspaceRoot } from '../../world/workspace-root';

/** Keys of MediaMTX's file that a fault sets otherwise. */
export type ServerKeys = Readonly<Record<string, string>>;

/** An installation with a real media server, whose file can be made wrong, and a second one that is a camera. */
export interface DoctorWorld {
  readonly installation: Installation;
  readonly admin: ApiClient;
  /** Of the workshop. */
  readonly owner: Credentials;
  readonly staff: Credentials;
  readonly server: () => MediaServerProcess;
  readonly ports: { readonly webrtc: number; readonly rtsp: number; readonly camera: number };
  /** A new pit, with a camera. */
  pit(camera?: PutCameraRequest): Promise<Pit>;
  /** Starts the media server anew, with these keys in its file. */
  restart(keys?: ServerKeys): Promise<void>;
  /** Makes a stream of the second media server by FFmpeg, until the world ends. */
  film(name: string, encoder: readonly string[]): Promise<PutCameraRequest>;
  /** Publishes a stream to the media server by FFmpeg, until the world ends. */
  push(address: string, encoder: readonly string[]): void;
  /** Diagnoses until this is the verdict (null: none); fails with what was found instead. */
  finds(pit: Pit, code: DiagnosisFaultCode | null, as?: ApiClient): Promise<Diagnosis>;
  stop(): Promise<void>;
}

/** Starts it. @param more Settings of the backend. */
export async function startDoctorWorld(
  target: Target,
  more: (ports: { webrtc: number }) => Record<string, string> = () => ({}),
): Promise<DoctorWorld> {
  const ports = {
    webrtc: await freePort(),
    hls: await freePort(),
    udp: await freePort(),
    camera: await freePort(),
  };
  const installation = await startInstallation({
    MEDIAMTX_WEBRTC_PORT: String(ports.webrtc),
    MEDIAMTX_HLS_PORT: String(ports.hls),
    MEDIAMTX_WEBRTC_UDP_PORT: String(ports.udp),
    DASHBOARD_DIR: path.join(workspaceRoot, 'dist/apps/frontend/browser'),
    ...more(ports),
  });
  const { folder, hookUrl } = installation;
  const usual: ServerKeys = {
    logLevel: 'info',
    authMethod: 'http',
    authHTTPAddress: hookUrl,
    authHTTPExclude: '[{action: api}]',
    api: 'yes',
    apiAddress: `127.0.0.1:${installation.ports.api}`,
    rtspAddress: `127.0.0.1:${installation.ports.rtsp}`,
    protocols: '[tcp]',
    rtmp: 'no',
    srt: 'no',
    webrtc: 'yes',
    webrtcAddress: `127.0.0.1:${ports.webrtc}`,
    webrtcLocalUDPAddress: `127.0.0.1:${ports.udp}`,
    hls: 'yes',
    hlsAddress: `127.0.0.1:${ports.hls}`,
  };
  let server = mediaServerWith(target, folder, installation.ports.api, fileOf(usual));
  installation.atEnd(() => server.signal('SIGKILL'));
  await server.start();
  const film = await startCameraServer(target, installation, ports.camera);
  const admin = await installation.signIn();
  const workshop = await admin.createWorkshop('Rangier Street');
  const member = async (role: 'owner' | 'staff'): Promise<Credentials> => {
    const who = { email: `${role}@example.org`, password: 'a-long-enough-password' };
    await admin.createMember(workshop.id, { ...who, display_name: role, role });
    return who;
  };
  const [owner, staff] = [await member('owner'), await member('staff')];
  let pits = 0;
  return {
    installation,
    admin,
    owner,
    staff,
    server: () => server,
    ports: { webrtc: ports.webrtc, rtsp: installation.ports.rtsp, camera: ports.camera },
    pit: async (camera) => {
      const pit = await admin.createPit(workshop.id, (pits += 1));
      if (camera) await admin.putCamera(pit.id, camera);
      return pit;
    },
    restart: async (keys = {}) => {
      await server.signal('SIGKILL');
      server = mediaServerWith(target, folder, installation.ports.api, fileOf({ ...usual, ...keys }));
      await server.start();
    },
    film,
    push: (address, encoder) => publish(installation, address, encoder),
    finds: (pit, code, as = admin) => untilFound(as, pit, code),
    stop: () => installation.stop(),
  };
}

function untilFound(api: ApiClient, pit: Pit, code: DiagnosisFaultCode | null): Promise<Diagnosis> {
  return waitFor(`the diagnosis is ${code ?? 'that nothing is wrong'}`, 60_000, async () => {
    const found = await api.diagnosis(pit.id);
    if ((found.verdict?.code ?? null) !== code)
      throw new Error(
        JSON.stringify(
          found.steps.map(({ step, state, fault, detail }) => [step, state, fault?.code, detail]),
        ),
      );
    return found;
  });
}

function fileOf(keys: ServerKeys): string {
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}`);
  const paths = ['paths:', "  '~^workshop-[0-9]+/pit-[0-9]+(/sub|/raw)?$':", '    source: publisher'];
  return `${[...lines, ...paths].join('\n')}\n`;
}

/** A media server of its own as a camera that can be made to send anything. */
async function startCameraServer(
  target: Target,
  installation: Installation,
  port: number,
): Promise<DoctorWorld['film']> {
  const folder = path.join(installation.folder, 'cameras');
  mkdirSync(folder);
  const apiPort = await freePort();
  const keys = [
    'api: yes',
    `apiAddress: 127.0.0.1:${apiPort}`,
    `rtspAddress: 127.0.0.1:${port}`,
    'protocols: [tcp]',
  ];
  const off = ['rtmp', 'srt', 'webrtc', 'hls'].map((name) => `${name}: no`);
  const cameras = mediaServerWith(
    target,
    folder,
    apiPort,
    [...keys, ...off, 'paths:', '  all_others:', ''].join('\n'),
  );
  installation.atEnd(() => cameras.signal('SIGKILL'));
  await cameras.start();
  return async (name, encoder) => {
    publish(installation, `rtsp://127.0.0.1:${port}/${name}`, encoder);
    await waitFor(`the camera ${name} films`, 20_000, async () => {
      const answer = await fetch(`http://127.0.0.1:${apiPort}/v3/paths/get/${name}`);
      return answer.ok && ((await answer.json()) as { ready: boolean }).ready ? true : undefined;
    });
    return { kind: 'pull', host: '127.0.0.1', port, path: `/${name}` };
  };
}

/** Writes a file for a program of the world. */
export function writeIn(installation: Installation, name: string, text: string): string {
  const file = path.join(installation.folder, name);
  writeFileSync(file, text);
  return file;
}

function publish(installation: Installation, address: string, encoder: readonly string[]): void {
  const input = ['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10'];
  const args = [...input, ...encoder, '-f', 'rtsp', '-rtsp_transport', 'tcp', address];
  const child = spawn('ffmpeg', args, { stdio: 'ignore' });
  installation.atEnd(() => child.kill('SIGKILL'));
}
