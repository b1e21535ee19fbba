// `npm run cli -- <command>`: the backend's commands, on the database that DATABASE_URL names, else on what `npm start`
// keeps in DATA_DIR. Settings come from the environment and from .env, as everywhere.
import { parse } from 'dotenv';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const built = (file) => path.join(root, 'apps', file);
const backend = built('backend/dist/cli/main.js');
const standalone = built('standalone/dist/run-command.js');

/** Commands that do nothing without an installation. */
const NEED_INSTALLATION = [
  'migrate',
  'backup',
  'create-admin',
  'create-sample-workshop',
  'doctor',
  'reconcile',
];

const settings = { ...(existsSync('.env') ? parse(readFileSync('.env')) : {}), ...process.env };
const namesDatabase = Boolean(settings.DATABASE_URL || settings.DATABASE_URL_FILE);
const dataDirectory = settings.DATA_DIR || './data';
const isInstalled = existsSync(path.resolve(dataDirectory, 'postgresql'));

/** Whether the command is meant for an installation of `npm start`: there is one, or a restore makes it. */
function isForDataDirectory(command) {
  return !namesDatabase && existsSync(standalone) && (isInstalled || command === 'restore');
}

const args = process.argv.slice(2);
/** Help needs no installation and no database. */
const isHelp = args.length === 0 || args[0] === 'help' || args.includes('--help') || args.includes('-h');
if (!isHelp && !namesDatabase && !isInstalled && NEED_INSTALLATION.includes(args[0])) {
  console.error(`No installation in ${dataDirectory}; set DATA_DIR or DATABASE_URL.`);
  process.exit(1);
}
/** The other commands read the code only. */
const needsDatabase = !isHelp && !/^(write-|last-migration)/.test(args[0]);
if (!existsSync(backend)) {
  console.error('It is not built: run npm run build first.');
  process.exit(1);
}
if (needsDatabase && isForDataDirectory(args[0])) {
  const { runCommand } = await import(pathToFileURL(standalone).href);
  process.exit(await runCommand(args));
} else {
  await import(pathToFileURL(backend).href);
}
