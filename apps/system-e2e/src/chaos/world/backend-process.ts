import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from '@ppf/testing';
import { workspaceRoot } from '../../world/workspace-root';

/** The backend in a separate process, which can be killed and restarted at the same address. */
export interface BackendProcess {
  readonly origin: string;
  readonly port: number;
  /** Of the current process. */
  readonly pid: number;
  /** Starts it, again after `kill`, with other settings or some more; milliseconds until it was ready. */
  start(more?: Readonly<Record<string, string>>): Promise<number>;
  /** Sends a signal and waits until the process has ended. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Address of the auth hook. */
  readonly hookPort: number;
  /** The settings of every start. */
  readonly settings: Readonly<Record<string, string>>;
  /** Its log since the start of the test, across restarts. */
  log(): string;
}

/** On a machine that is busy with other tests. */
const READY_WITHIN_MS = 60_000;

/** @param settings All settings of the backend, including HOOK_PORT. It inherits only PATH from the suite. */
export function backendProcess(
  name: string,
  folder: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): BackendProcess {
  const file = path.join(folder, `${name}.log`);
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async (more: Readonly<Record<string, string>> = {}): Promise<number> => {
    const began = performance.now();
    child = launch(file, folder, { ...settings, ...more, HOST: '127.0.0.1', PORT: String(port) });
    const started = child;
    await waitFor(
      async () => {
        if (hasEnded(started)) return 'ended';
        const answer = await fetch(`${origin}/health/ready`);
        return answer.status === 200 ? 'ready' : undefined;
      },
      `${name} is ready`,
      { withinMs: READY_WITHIN_MS },
    ).catch((cause: unknown) => {
      throw new Error(`${name} is not ready, and logged:\n${tail(file)}`, { cause });
    });
    if (hasEnded(started)) throw new Error(`${name} ended with ${started.exitCode}:\n${tail(file)}`);
    return performance.now() - began;
  };
  return {
    origin,
    port,
    hookPort: Number(settings['HOOK_PORT']),
    settings: { ...settings, HOST: '127.0.0.1', PORT: String(port) },
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    kill: async (signal = 'SIGKILL') => {
      if (!child || hasEnded(child)) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child.kill(signal);
      await gone;
    },
    log: () => readFileSync(file, 'utf8'),
  };
}

function launch(file: string, folder: string, settings: Readonly<Record<string, string>>): ChildProcess {
  const output = openSync(file, 'a');
  try {
    return spawn(process.execPath, [path.join(workspaceRoot, 'apps/backend/dist/main.js')], {
      cwd: folder,
      stdio: ['ignore', output, output],
      env: { PATH: process.env['PATH'], ...settings },
    });
  } finally {
    closeSync(output);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').slice(-2000);
}
