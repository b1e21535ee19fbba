import { EmbeddedDatabaseError, runningDatabaseUrl, startEmbeddedDatabase } from '@ppf/embedded-database';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { backendEnvironment } from './backend-environment';
import { prepareDataDirectory, type DataDirectory } from './data/data-directory';
import { keepSecrets } from './data/keep-secrets';
import { readStart, type StartedWith } from './data/started-with';
import { readSettings, type StandaloneSettings } from './settings';
import { StartFault } from './start-fault';
import { WORKSPACE } from './workspace';

/**
 * Runs a command of the backend on the data of `npm start` in DATA_DIR: with its database, which is started for the
 * duration of the command if necessary, its secrets, and the ports of the last start. @returns The exit code.
 */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    const { dataDirectory } = readSettings(process.env, process.cwd());
    const place = prepareDataDirectory(dataDirectory);
    const started = readStart(place.startFile);
    // The settings of this command have precedence over those of the last start.
    const settings = readSettings({ ...started.environment, ...process.env }, process.cwd());
    const database = await openDatabase(place.database);
    try {
      return await runBackend(
        withFiles(args, place),
        environmentOf(settings, started, place, database.url, args),
      );
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (!(error instanceof StartFault) && !(error instanceof EmbeddedDatabaseError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function openDatabase(directory: string): Promise<{ url: string; stop(): Promise<void> }> {
  const running = runningDatabaseUrl(directory);
  return running ? { url: running, stop: async () => undefined } : startEmbeddedDatabase({ directory });
}

/** Adds the files of `npm start` to a backup, and their folder to a restore. */
function withFiles(args: readonly string[], place: DataDirectory): readonly string[] {
  const files = [place.secretsFile, place.signInFile, place.sampleWorkshopFile].filter((file) =>
    existsSync(file),
  );
  if (args[0] === 'backup') return [...args, ...files.flatMap((file) => ['--with', file])];
  if (args[0] === 'restore' && !args.includes('--files')) return [...args, '--files', place.root];
  return args;
}

function environmentOf(
  settings: StandaloneSettings,
  { simulated, ownMediaServer }: StartedWith,
  place: DataDirectory,
  databaseUrl: string,
  args: readonly string[],
): Record<string, string> {
  // A restore writes the secrets: new ones must not be generated first.
  const awaitsSecrets = args[0] === 'restore' && !existsSync(place.secretsFile);
  if (awaitsSecrets) return { ...settings.environment, DATABASE_URL: databaseUrl };
  return backendEnvironment(settings, {
    databaseUrl,
    secrets: keepSecrets(place.secretsFile, settings.environment),
    signIn: { email: '', password: undefined },
    simulated,
    ownMediaServer,
    // A command changes nothing about the agent.
    hasAgent: true,
    agentCode: null,
    dashboard: WORKSPACE.dashboard,
  });
}

function runBackend(args: readonly string[], environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [WORKSPACE.backendCommands, ...args], {
    env: environment,
    stdio: 'inherit',
  });
  // The terminal sends Ctrl-C to both: the command ends, then the database is stopped.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code ?? 1));
  });
}
