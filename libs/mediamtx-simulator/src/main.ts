import { ConfigError } from './config/config-error';
import { Simulator } from './simulator';
import { VERSION } from './version';

/** `mediamtx-simulator [mediamtx.yml]`: takes what the mediamtx binary takes, prints what it prints, ends as it ends. */
async function main(args: string[]): Promise<number> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  // Where the log goes may be full or gone; the binary streams on as well.
  process.stdout.on('error', () => undefined);
  if (args.includes('--version')) {
    write(VERSION);
    return 0;
  }
  // Before the start, so that a signal during it does not end the process without the log's last lines.
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
