import { readBackendConfig, SECRET_NAMES } from '../config/backend-config';
import { readEnvironment } from '../config/read-environment';
import { ConfigFaults } from '../config/read-settings';
import { checkInstallation, hasFault, type InstallationCheck } from '../troubleshooting';

export interface DoctorOptions {
  readonly json?: boolean | undefined;
}

/** Checks the whole installation. Sets the exit code of the process to 1 when a check fails; warnings do not count. */
export async function doctor({ json = false }: DoctorOptions): Promise<string> {
  const checks = await examine();
  const isHealthy = !hasFault(checks);
  process.exitCode = isHealthy ? 0 : 1;
  return json ? JSON.stringify({ ok: isHealthy, checks }, null, 2) : toChecksText(checks);
}

async function examine(): Promise<InstallationCheck[]> {
  try {
    return await checkInstallation(readBackendConfig(readEnvironment(process.cwd(), SECRET_NAMES)));
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

/** Formats the checks as text: one line per check, followed by the fix when there is one. */
export function toChecksText(checks: readonly InstallationCheck[]): string {
  const lines = checks.flatMap(({ what, state, found, fix }) => [
    `${MARKS[state]}  ${what}: ${found}`,
    ...(fix ? [`         → ${fix}`] : []),
  ]);
  const count = (state: InstallationCheck['state']) => checks.filter((each) => each.state === state).length;
  return [...lines, '', `${count('fault')} faults, ${count('warning')} warnings`].join('\n');
}
