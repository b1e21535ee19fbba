import { realServer, SIMULATOR, type ServerLauncher } from './servers-under-test';

/** Servers whose responses must match the recording. Prints a line if the real server is not among them. */
export function serverLaunchers(): ServerLauncher[] {
  const real = realServer();
  if (typeof real !== 'string') return [SIMULATOR, real];
  process.stderr.write(`${real}\n`);
  return [SIMULATOR];
}
