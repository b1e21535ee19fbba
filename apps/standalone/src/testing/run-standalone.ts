import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, freePortsInARow } from '@ppf/free-ports';

const MAIN = path.resolve(__dirname, '../../dist/main.js');
/** Timeout of a first start on a busy machine: initdb and migrations. */
const READY_WITHIN_MS = 60_000;

/** Settings of an isolated start: free ports, no download, no MediaMTX of this machine. */
export async function lonelySettings(dataDirectory: string): Promise<Record<string, string>> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const names = ['PORT', 'RTSP', 'WEBRTC', 'HLS', 'API', 'WEBRTC_UDP'].map((name) =>
    name === 'PORT' ? name : `MEDIAMTX_${name}_PORT`,
  );
  const ports: [string, string][] = [];
  for (const name of names) ports.push([name, String(await freePort())]);
  return {
    PATH: folders.filter((folder) => !existsSync(path.join(folder, 'mediamtx'))).join(path.delimiter),
    HOME: process.env.HOME ?? '/',
    DATA_DIR: dataDirectory,
    MEDIAMTX_DOWNLOAD: 'off',
    SAMPLE_CAMERAS_PORT: String(await freePortsInARow(4)),
    ...Object.fromEntries(ports),
  };
}

/** `npm start` after the build, as a process. */
export class StandaloneRun {
  private readonly child: ChildProcess;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** All that it printed. */
  output = '';

  constructor(private readonly settings: Record<string, string>) {
    this.child = spawn(process.execPath, [MAIN], {
      // Where no .env is.
      cwd: '/',
      env: settings,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    }
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
    );
  }

  /** Waits for the printed summary. */
  async ready(): Promise<void> {
    for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end;) {
      if (this.output.includes('  Open ')) return;
      if (this.child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The start did not become ready. Output:\n${this.output}`);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Sends a signal and waits for the end. @returns The duration in ms. */
  async end(signal: NodeJS.Signals): Promise<{ code: number | string; milliseconds: number }> {
    const asked = Date.now();
    this.signal(signal);
    return { code: await this.ended, milliseconds: Date.now() - asked };
  }

  /** Returns the pid of a pid file. */
  pidOf(name: string): number | undefined {
    try {
      return Number(readFileSync(path.join(this.settings.DATA_DIR ?? '', 'run', `${name}.pid`), 'utf8'));
    } catch {
      return undefined;
    }
  }

  /** Sends an API request. @returns The JSON body. */
  async ask(
    method: string,
    at: string,
    body?: object,
    token?: string,
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`http://127.0.0.1:${this.settings.PORT}${at}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        connection: 'close',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
}
