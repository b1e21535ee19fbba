// Delay of `npm start` before a program that was killed is started again, without the start of the program itself.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './processes.js';

/** Kills in a row: more than the delays that grow. */
const KILLS = 6;
const PAUSE_MS = 5;

interface Supervised {
  start(): void;
  stop(): Promise<void>;
}
type SupervisedProcess = new (
  program: object,
  folders: { readonly log: string; readonly run: string },
  report: (message: string) => void,
) => Supervised;

/** Kills a program again and again. @returns seconds from each kill until it has another process id */
export async function measureRestartDelays(folder: string): Promise<number[]> {
  const at = (file: string) => import(pathToFileURL(path.join(root, 'apps/standalone/dist', file)).href);
  const { SupervisedProcess } = (await at('processes/supervised-process.js')) as {
    SupervisedProcess: SupervisedProcess;
  };
  const { MEDIA_RESTART_DELAY_MS } = (await at('programs.js')) as { MEDIA_RESTART_DELAY_MS: number };
  mkdirSync(folder, { recursive: true });
  const program = {
    name: 'sleeper',
    command: 'sleep',
    args: ['600'],
    environment: { PATH: process.env['PATH'] },
    directory: folder,
    stopSignal: 'SIGKILL',
    stopWithinMs: 1000,
    maxRestartDelayMs: MEDIA_RESTART_DELAY_MS,
    isNode: false,
  };
  const supervised = new SupervisedProcess(program, { log: folder, run: folder }, () => undefined);
  supervised.start();
  const took: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = pidIn(folder);
    const began = performance.now();
    process.kill(before, 'SIGKILL');
    while ([0, before].includes(pidIn(folder))) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    took.push((performance.now() - began) / 1000);
  }
  await supervised.stop();
  return took;
}

/** @returns 0 when the program does not run */
function pidIn(folder: string): number {
  try {
    return Number.parseInt(readFileSync(path.join(folder, 'sleeper.pid'), 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}
