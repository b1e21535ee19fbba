import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { workspaceRoot } from '../../world/workspace-root';
import type { TroubleshootingFixture, Keys } from './troubleshooting-fixture';

/** One line of what `doctor` tells. */
export interface Check {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'fault' | 'unknown';
  readonly found: string;
  readonly fix: string | null;
}

/** What the command told: its exit code, and every check. */
export interface Examined {
  readonly code: number;
  readonly checks: readonly Check[];
}

/** Runs `doctor` with the settings of the backend, and these besides. Fails where it tells a secret. */
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
  const [told, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  for (const [name, value] of Object.entries(settings))
    if (/SECRET|KEY|PASSWORD/.test(name)) expect(told + complained).not.toContain(value);
  try {
    return { code, checks: (JSON.parse(told) as { checks: Check[] }).checks };
  } catch (cause) {
    throw new Error(`doctor ended with ${code}: ${complained}${told}`, { cause });
  }
}
