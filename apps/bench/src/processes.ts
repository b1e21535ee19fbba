// Starts the servers under test as processes, and ends every one of them however the bench ends.
import { fork, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BenchProcess } from './types.js';

const STOP_TIMEOUT_MS = 15_000;
const POLL_INTERVAL_MS = 100;
const LOGGED_CHARACTERS = 2000;

/** Folder of the workspace. */
export const root = path.resolve(import.meta.dirname, '../../..');

const running = new Set<BenchProcess>();

export interface StartOptions {
  /** File that receives the output. */
  readonly log: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts a program. Prints the end of its log when it ends by itself. */
export function start(
  name: string,
  command: string,
  args: readonly string[],
  { env = {}, log, cwd = root }: StartOptions,
): BenchProcess {
  const output = openSync(log, 'a');
  const child: BenchProcess = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  track(child);
  child.on('exit', (code) => {
    if (!child.isStopping)
      console.error(`${name} ended with ${code}:\n${readFileSync(log, 'utf8').slice(-LOGGED_CHARACTERS)}`);
  });
  return child;
}

/** Starts a module of this folder that communicates by messages. */
export function forkModule(file: string, env: Readonly<Record<string, string>> = {}): BenchProcess {
  const child: BenchProcess = fork(path.join(import.meta.dirname, file), { env: { ...process.env, ...env } });
  track(child);
  return child;
}

function track(child: BenchProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Ends a child by SIGINT, and by SIGKILL after a timeout: the standalone program stops its own children first. */
export async function stop(child: BenchProcess): Promise<void> {
  if (!running.has(child)) return;
  child.isStopping = true;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(force);
}

/** Returns a function that ends every process started after this call. */
export function stopSince(): () => Promise<unknown> {
  const before = new Set(running);
  return () => Promise.all([...running].filter((child) => !before.has(child)).map(stop));
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop));
}

/**
 * Polls `url` until `isReady` accepts the response.
 * @throws Error after `seconds`, or when `child` ends.
 */
export async function untilReady(
  url: string,
  {
    seconds = 60,
    isReady = (response) => response.ok,
    child,
  }: { seconds?: number; isReady?: (response: Response) => boolean; child?: BenchProcess } = {},
): Promise<Response> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    if (child && child.exitCode !== null) throw new Error(`The process ended before ${url} was ready.`);
    const response = await fetch(url).catch(() => undefined);
    if (response && isReady(response)) return response;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  throw new Error(`${url} was not ready within ${seconds} s.`);
}
