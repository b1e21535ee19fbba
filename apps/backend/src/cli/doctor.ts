import { readBackendConfig, SECRET_NAMES } from '../config/backend-config';
import { readEnvironment } from '../config/read-environment';
import { ConfigFaults } from '../config/read-settings';
import { examineInstallation, hasFault, type InstallationCheck } from '../diagnosis';
import type { Arguments } from './arguments';

/** Looks at the whole installation. The process ends with 1 when there is a fault; warnings do not count. */
export async function doctor({ json = false }: Arguments): Promise<string> {
  const checks = await examine();
  const isWell = !hasFault(checks);
  process.exitCode = isWell ? 0 : 1;
  return json ? JSON.stringify({ ok: isWell, checks }, null, 2) : checksText(checks);
}

async function examine(): Promise<InstallationCheck[]> {
  try {
    return await examineInstallation(readBackendConfig(readEnvironment(process.cwd(), SECRET_NAMES)));
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    return error.faults.map((found) => ({
      what: 'settings',
      state: 'fault',
      found,
      fix: 'Correct it: docs/reference/settings.md has every setting.',
    }));
  }
}

const MARKS = { ok: 'ok     ', warning: 'warning', fault: 'FAULT  ', unknown: '?      ' } as const;

/** The checks as text: a line for each, and what to do beneath those that are not well. */
export function checksText(checks: readonly InstallationCheck[]): string {
  const lines = checks.flatMap(({ what, state, found, fix }) => [
    `${MARKS[state]}  ${what}: ${found}`,
    ...(fix ? [`         → ${fix}`] : []),
  ]);
  const count = (state: InstallationCheck['state']) => checks.filter((each) => each.state === state).length;
  return [...lines, '', `${count('fault')} faults, ${count('warning')} warnings`].join('\n');
}
