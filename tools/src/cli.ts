// `npm run cli -- <command>`: runs a command of the backend on the database of DATABASE_URL, else on the data of
// `npm start` in DATA_DIR. Settings come from the environment and from .env.
import { parse } from 'dotenv';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './workspace.ts';

const BACKEND = path.join(ROOT, 'apps/backend/dist/cli/main.js');
const STANDALONE = path.join(ROOT, 'apps/standalone/dist/run-command.js');

/** Commands that need an existing installation. */
const INSTALLATION_COMMANDS = [
  ...['migrate', 'backup', 'create-admin', 'create-sample-workshop', 'doctor', 'reconcile'],
];

const args = process.argv.slice(2);
const [command = ''] = args;
const settings: Readonly<Record<string, string | undefined>> = {
  ...(existsSync('.env') ? parse(readFileSync('.env')) : {}),
  ...process.env,
};
const hasDatabaseUrl = Boolean(settings['DATABASE_URL'] || settings['DATABASE_URL_FILE']);
const dataDirectory = settings['DATA_DIR'] || './data';
const isInstalled = existsSync(path.resolve(dataDirectory, 'postgresql'));
/** Help needs no installation and no database. */
const isHelp =
  ['', 'help', '--help', '-h'].includes(command) || args.some((arg) => arg === '--help' || arg === '-h');
/** The other commands read the code only. */
const needsDatabase = !isHelp && !/^(write-|last-migration)/.test(command);
/** A restore can also create the installation. */
const usesDataDirectory = !hasDatabaseUrl && existsSync(STANDALONE) && (isInstalled || command === 'restore');

if (!isHelp && !hasDatabaseUrl && !isInstalled && INSTALLATION_COMMANDS.includes(command)) {
  console.error(`No installation in ${dataDirectory}; set DATA_DIR or DATABASE_URL.`);
  process.exit(1);
}
if (!existsSync(BACKEND)) {
  console.error('The backend is not built: run npm run build first.');
  process.exit(1);
}
if (needsDatabase && usesDataDirectory) {
  const { runCommand } = (await import(pathToFileURL(STANDALONE).href)) as {
    runCommand: (args: readonly string[]) => Promise<number>;
  };
  process.exit(await runCommand(args));
}
process.argv = [process.execPath, BACKEND, ...args];
await import(pathToFileURL(BACKEND).href);
