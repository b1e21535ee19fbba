import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { OnvifJob, OnvifSaid } from './onvif-job';

/** Of the thread; it holds texts of cameras only. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 } as const;
/** Answers that are taken; more are no network of cameras. */
const MOST_ANSWERS = 500;

/**
 * Asks by ONVIF, in a thread that knows nothing of this process and may die. What it said until it ended or the time was
 * over. @throws the signal's reason when it is aborted.
 */
export function askOnvif(job: OnvifJob, ms: number, signal: AbortSignal): Promise<readonly OnvifSaid[]> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const said: OnvifSaid[] = [];
    // Compiled or not, it lies beside this file and has its extension.
    const worker = new Worker(path.join(__dirname, `onvif-worker${path.extname(__filename)}`), {
      ...{ workerData: job, resourceLimits: LIMITS, env: {}, execArgv: ['--no-warnings'] },
      ...{ stdin: false, stdout: true, stderr: true },
    });
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      void worker.terminate();
      settle();
    };
    const timer = setTimeout(() => end(() => resolve(said)), ms);
    const abort = () => end(() => reject(signal.reason as Error));
    signal.addEventListener('abort', abort);
    worker.on('message', (each: OnvifSaid) => {
      if (said.length < MOST_ANSWERS) said.push(each);
      if (each.kind !== 'device') end(() => resolve(said));
    });
    // It died of an answer: what it said before stands.
    worker.on('error', () => end(() => resolve(said)));
    worker.on('exit', () => end(() => resolve(said)));
  });
}
