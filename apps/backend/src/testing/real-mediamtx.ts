import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@ppf/free-ports';

/** A real media server, when available: `MEDIAMTX_BIN=/path/to/mediamtx`. */
export const MEDIAMTX_BINARY = process.env['MEDIAMTX_BIN'];
/** The hook's secret of backends under test. */
export const HOOK_SECRET = 'hook-secret-of-the-tests';

/** Ports of a media server under test. */
export interface MediaMtxPorts {
  readonly rtsp: number;
  readonly webrtc: number;
  readonly hls: number;
  readonly api: number;
}

/** Processes of one test: a media server, and FFmpeg as cameras and viewers. All of them end with the test. */
export class RealMediaMtx {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'ppf-mediamtx-'));
  private readonly children = new Set<ChildProcess>();

  constructor(readonly ports: MediaMtxPorts) {}

  /** Starts a media server whose auth hook is a backend. */
  start(backendPort: number, secretInEnvironment = HOOK_SECRET): void {
    const file = path.join(this.folder, 'server.yml');
    writeFileSync(file, serverFile(this.ports, backendPort));
    this.run(MEDIAMTX_BINARY ?? '', [file], { MEDIAMTX_HOOK_SECRET: secretInEnvironment });
  }

  /** Publishes as a camera until the test ends. @param encoder FFmpeg's arguments that produce the video. */
  publish(url: string, encoder: readonly string[]): ChildProcess {
    const input = ['-loglevel', 'quiet', '-re', '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10'];
    return this.run('ffmpeg', [...input, ...encoder, '-f', 'rtsp', '-rtsp_transport', 'tcp', url]);
  }

  /** Codec and number of B-frames of a stream by FFmpeg, such as `h264,0`. */
  async probe(url: string): Promise<string> {
    const entries = ['-show_entries', 'stream=codec_name,has_b_frames', '-of', 'csv=p=0'];
    const command = ['-v', 'error', '-rtsp_transport', 'tcp', ...entries, url];
    const found = await promisify(execFile)('ffprobe', command, { timeout: 30_000 }).catch(
      (failure: { stderr?: string }) => ({ stdout: `failed: ${failure.stderr ?? ''}` }),
    );
    return found.stdout.trim();
  }

  /** A path as the media server returns it; null: it does not list it. */
  async path(name: string): Promise<{ ready: boolean; tracks: string[]; readers: unknown[] } | null> {
    const answer = await fetch(`http://127.0.0.1:${this.ports.api}/v3/paths/get/${name}`).catch(() => null);
    return answer?.status === 200 ? ((await answer.json()) as never) : null;
  }

  /** Ends all processes. */
  stop(): void {
    for (const child of this.children) child.kill('SIGINT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(command: string, args: readonly string[], more: Record<string, string> = {}): ChildProcess {
    const env = { PATH: process.env['PATH'], MTX_MOQ: 'no', ...more };
    const child = spawn(command, args, { cwd: this.folder, stdio: 'ignore', env });
    this.children.add(child);
    child.once('exit', () => this.children.delete(child));
    return child;
  }
}

function serverFile(ports: MediaMtxPorts, backendPort: number): string {
  return `logLevel: info
authMethod: http
authHTTPAddress: http://mediamtx:${HOOK_SECRET}@127.0.0.1:${backendPort}/api/v1/streams/validate-token
authHTTPExclude: [{action: api}]
api: yes
apiAddress: 127.0.0.1:${ports.api}
rtspAddress: 127.0.0.1:${ports.rtsp}
protocols: [tcp]
rtmp: no
srt: no
webrtc: no
hls: no
paths:
  '~^workshop-[0-9]+/pit-[0-9]+(/sub)?$':
    source: publisher
`;
}

/** Free ports. */
export async function freePorts(): Promise<MediaMtxPorts> {
  return { rtsp: await freePort(), webrtc: await freePort(), hls: await freePort(), api: await freePort() };
}
