import { realServer, SIMULATOR, type Contender } from './servers-under-test';

/** Who has to answer as the recording does. Says so when the real server is not among them. */
export function contenders(): Contender[] {
  const real = realServer();
  if (typeof real !== 'string') return [SIMULATOR, real];
  process.stderr.write(`${real}\n`);
  return [SIMULATOR];
}
