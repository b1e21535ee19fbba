import { ConfigError } from './config/config-error';
import { Simulator } from './simulator';
import { VERSION } from './version';

/** `mediamtx-simulator [mediamtx.yml]`: same arguments, output and exit codes as the mediamtx binary. */
async function main(args: string[]): Promise<number> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  // Like the binary, continue when the log can't be written.
  process.stdout.on('error', () => undefined);
  if (args.includes('--version')) {
    write(VERSION);
    return 0;
  }
  // Registered before the start, so that a signal during the start does not lose the last log lines.
  const signalled = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, resolve);
  });
  let simulator: Simulator;
  try {
    simulator = await Simulator.start({ configFile: args[0] ?? 'mediamtx.yml', env: process.env, write });
  } catch (error) {
    const logged = !(error instanceof ConfigError) && (error as NodeJS.ErrnoException).code;
    if (!logged) write(`ERR: ${(error as Error).message}`);
    return 1;
  }
  void signalled.then(() => simulator.stop());
  await simulator.ended;
  return 0;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
