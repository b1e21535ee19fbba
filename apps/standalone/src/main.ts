import { describeRunning, Standalone } from './standalone';
import { readSettings } from './settings';
import { StartFault } from './start-fault';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// A failed write to a full disk must not end the running programs.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** Starts everything on one machine and runs until a signal. @returns the exit code */
async function main(): Promise<number> {
  let standalone: Standalone | undefined;
  let isStopRequested = false;
  const signalled = new Promise<void>((resolve) => {
    // The handlers stay: npm forwards Ctrl-C a second time, which must not interrupt the shutdown.
    for (const signal of SIGNALS) process.on(signal, () => ((isStopRequested = true), resolve()));
  });
  try {
    const settings = readSettings(process.env, process.cwd());
    standalone = new Standalone(settings, (message) => process.stderr.write(`${message}\n`));
    const started = standalone.start();
    started.catch(() => undefined);
    const running = await Promise.race([started, signalled]);
    if (running) process.stdout.write(`${describeRunning(running, settings.dataDirectory)}\n`);
    await signalled;
    process.stdout.write('Stopping …\n');
    return 0;
  } catch (error) {
    if (isStopRequested) return 0;
    process.stderr.write(`${error instanceof StartFault ? error.message : explainUnexpected(error)}\n`);
    return 1;
  } finally {
    await standalone?.stop();
  }
}

function explainUnexpected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

void main().then((code) => process.exit(code));
