import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, freePortsInARow } from '@ppf/free-ports';

const MAIN = path.resolve(__dirname, '../../dist/main.js');
/** A first start on a busy machine: initdb, migrations, the build's code cold. */
const READY_WITHIN_MS = 60_000;

/** Settings of a start that meets nobody: free ports, no download, no MediaMTX of this machine. */
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

/** `npm start` after its build, as a process of its own. */
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

  /** Waits for the block that says that all is running. */
  async ready(): Promise<void> {
    for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end;) {
      if (this.output.includes('  Open ')) return;
      if (this.child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`It did not become ready, and printed:\n${this.output}`);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Signals, waits for the end, and tells how long it took. */
  async end(signal: NodeJS.Signals): Promise<{ code: number | string; milliseconds: number }> {
    const asked = Date.now();
    this.signal(signal);
    return { code: await this.ended, milliseconds: Date.now() - asked };
  }

  /** The process that a pid file names now. */
  pidOf(name: string): number | undefined {
    try {
      return Number(readFileSync(path.join(this.settings.DATA_DIR ?? '', 'run', `${name}.pid`), 'utf8'));
    } catch {
      return undefined;
    }
  }

  /** A request to the API, as JSON. */
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
