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
 * Runs a command of the backend on what `npm start` keeps in DATA_DIR: with its database, which is started for as long
 * as it takes where nothing runs, its secrets, and the ports and addresses of the last start. @returns the command's exit code
 */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    const { dataDirectory } = readSettings(process.env, process.cwd());
    const place = prepareDataDirectory(dataDirectory);
    const started = readStart(place.startFile);
    // What runs there runs with what it was started with; what is set for this command wins.
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

/** A backup keeps the files that only `npm start` knows, and a restore puts them back. */
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
  // An installation that gets its secrets by a restore must not be given others before.
  const awaitsSecrets = args[0] === 'restore' && !existsSync(place.secretsFile);
  if (awaitsSecrets) return { ...settings.environment, DATABASE_URL: databaseUrl };
  return backendEnvironment(settings, {
    databaseUrl,
    secrets: keepSecrets(place.secretsFile, settings.environment),
    signIn: { email: '', password: undefined },
    simulated,
    ownMediaServer,
    dashboard: WORKSPACE.dashboard,
  });
}

function runBackend(args: readonly string[], environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [WORKSPACE.backendCommands, ...args], {
    env: environment,
    stdio: 'inherit',
  });
  // The terminal sends a Ctrl-C to both: the command ends by it, and then the database is stopped.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code ?? 1));
  });
}
