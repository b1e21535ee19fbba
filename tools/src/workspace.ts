import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import path from 'node:path';

/** Folder of the workspace. */
export const ROOT = path.resolve(import.meta.dirname, '../..');
/** Programs of the installed packages, Node 24 among them. */
export const BIN = path.join(ROOT, 'node_modules/.bin');
export const REPORTS = path.join(ROOT, 'reports');

/** Environment of commands: programs of the workspace come first, and Nx runs without a daemon. */
export const commandEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${BIN}${path.delimiter}${process.env['PATH'] ?? ''}`,
  NX_DAEMON: 'false',
});

/** Runs a command in the workspace with its output shown. @returns Whether it ended with 0. */
export function runCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = commandEnvironment(),
): boolean {
  const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return status === 0;
}

/** Builds projects with Nx. Prints the output only when the build fails. @returns Whether it succeeded. */
export function buildQuietly(projects: string): boolean {
  const outcome: SpawnSyncReturns<string> = spawnSync(
    'nx',
    ['run-many', '-t', 'build', '-p', projects, '--outputStyle=static'],
    { cwd: ROOT, env: commandEnvironment(), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (outcome.status !== 0) process.stderr.write(`${outcome.stdout ?? ''}${outcome.stderr ?? ''}`);
  return outcome.status === 0;
}
