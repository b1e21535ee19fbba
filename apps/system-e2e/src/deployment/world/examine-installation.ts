import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { workspaceRoot } from '../../world/workspace-root';
import type { TroubleshootingFixture, Keys } from './troubleshooting-fixture';

/** One check of `doctor`. */
export interface Check {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'fault' | 'unknown';
  readonly found: string;
  readonly fix: string | null;
}

/** Result of the command: its exit code and every check. */
export interface Examined {
  readonly code: number;
  readonly checks: readonly Check[];
}

/** Runs `doctor` with the settings of the backend and additional ones. Fails when it prints a secret. */
export async function examine(
  { installation }: TroubleshootingFixture,
  more: Keys = {},
  folder = installation.folder,
): Promise<Examined> {
  const { settings } = installation.backend;
  const command = path.join(workspaceRoot, 'apps/backend/dist/cli/main.js');
  const child = spawn(process.execPath, [command, 'doctor', '--json'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...settings, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  for (const [name, value] of Object.entries(settings))
    if (/SECRET|KEY|PASSWORD/.test(name)) expect(stdout + stderr).not.toContain(value);
  try {
    return { code, checks: (JSON.parse(stdout) as { checks: Check[] }).checks };
  } catch (cause) {
    throw new Error(`doctor ended with ${code}: ${stderr}${stdout}`, { cause });
  }
}
