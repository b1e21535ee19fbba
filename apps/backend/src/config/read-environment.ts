import { parse } from 'dotenv';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigFaults } from './read-settings';
import type { Environment } from './setting';

/**
 * The process' environment, completed by `.env` in `directory` (what is set in the environment wins) and by files:
 * where `NAME_FILE` is set and `NAME` is not, `NAME` is the file's text without the line break at its end.
 * @param secretNames Settings that may come from a file.
 * @throws ConfigFaults when a named file cannot be read.
 */
export function readEnvironment(
  directory: string,
  secretNames: readonly string[],
  environment: Environment = process.env,
): Environment {
  const dotEnv = path.join(directory, '.env');
  const merged: Record<string, string | undefined> = {
    ...(existsSync(dotEnv) ? parse(readFileSync(dotEnv)) : {}),
    ...environment,
  };
  const faults: string[] = [];
  for (const name of secretNames) {
    const file = merged[`${name}_FILE`];
    if (!file) continue;
    if (merged[name]) {
      faults.push(`${name} and ${name}_FILE are both set: keep one of them.`);
      continue;
    }
    try {
      merged[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      faults.push(
        `${name}_FILE names a file that cannot be read (${(error as NodeJS.ErrnoException).code}): ${file}`,
      );
    }
  }
  if (faults.length > 0) throw new ConfigFaults(faults);
  return merged;
}
