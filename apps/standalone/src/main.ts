import { describeRunning, Standalone } from './standalone';
import { readSettings } from './settings';
import { StartFault } from './start-fault';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// What is printed may go to the disk that is full. That must not end what runs.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** Starts everything on one machine and runs until a signal. @returns the exit code */
async function main(): Promise<number> {
  let standalone: Standalone | undefined;
  let asked = false;
  const signalled = new Promise<void>((resolve) => {
    // Stays in place: npm hands a Ctrl-C on a second time, which must not cut the stopping short.
    for (const signal of SIGNALS) process.on(signal, () => ((asked = true), resolve()));
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
    if (asked) return 0;
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
