import { WORKLOAD_LIMITS } from '@ppf/capacity';
import { Command } from 'commander';
import { toOptionName } from './option-name';

/** Implementation of a command: receives the parsed options and returns the text to print. */
type Implementation<Options> = (options: Options) => Promise<string>;

/** Action of a command. Loads the implementation when the command runs: the whole backend takes about a second. */
type ActionFor = <Options>(
  load: () => Promise<Implementation<Options>>,
) => (options: Options) => Promise<void>;

/**
 * Builds the command line.
 * @param print Receives the text that a command returns.
 * @returns A program that throws CommanderError instead of exiting: for help with exit code 0, for wrong usage with 1.
 */
export function createProgram(print: (text: string) => void): Command {
  const program = new Command('npm run cli --')
    .description('Commands for operators. Without npm: node apps/backend/dist/cli/main.js <command>')
    .exitOverride();
  const actionFor: ActionFor = (load) => async (options) => print(await (await load())(options));
  addDatabaseCommands(program, actionFor);
  addAccountCommands(program, actionFor);
  addInstallationCommands(program, actionFor);
  addReferenceCommands(program, actionFor);
  return program;
}

function addDatabaseCommands(program: Command, actionFor: ActionFor): void {
  program
    .command('migrate')
    .description('Upgrade the database schema, or move it up or down to one migration.')
    .option('--to <migration>', 'last migration to keep; the default is the latest')
    .action(actionFor(async () => (await import('./migrate-database.js')).migrateDatabase));
  program
    .command('last-migration')
    .description('Print the name of the last migration of this version.')
    .action(actionFor(async () => (await import('./migrate-database.js')).lastMigration));
  program
    .command('backup')
    .description(
      'Write the database and its secrets to one file, encrypted for BACKUP_PASSPHRASE or BACKUP_RECIPIENT.',
    )
    .requiredOption('--to <file>', 'file to write; it must not exist')
    .option('--with <file>', 'file to include; repeatable', collect)
    .action(actionFor(async () => (await import('./backup.js')).backup));
  program
    .command('restore')
    .description('Restore a backup into an empty database.')
    .requiredOption('--from <file>', 'backup to restore')
    .option('--identity <file>', 'age identity that decrypts the backup, instead of BACKUP_PASSPHRASE')
    .option(
      '--secrets <path>',
      'settings file, or folder with one file per secret, that receives the secrets',
    )
    .option('--files <folder>', 'folder that receives the included files')
    .option('--replace', 'replace existing data, secrets and files')
    .action(actionFor(async () => (await import('./restore.js')).restore));
}

function addAccountCommands(program: Command, actionFor: ActionFor): void {
  program
    .command('create-admin')
    .description('Create an operator. The password comes from ADMIN_PASSWORD.')
    .requiredOption('--email <email>', 'email address of the account')
    .action(actionFor(async () => (await import('./create-admin.js')).createAdmin));
  program
    .command('create-sample-workshop')
    .description('Create the sample workshop with one pit per camera.')
    .requiredOption(
      '--camera <url>',
      'RTSP URL; repeatable; - reads URLs from standard input, one per line',
      collect,
    )
    .action(actionFor(async () => (await import('./create-sample-workshop.js')).createSampleWorkshop));
}

function addInstallationCommands(program: Command, actionFor: ActionFor): void {
  program
    .command('doctor')
    .description('Check the whole installation. The exit code is 1 if a check fails.')
    .option('--json', 'print the checks as JSON')
    .action(actionFor(async () => (await import('./doctor.js')).doctor));
  program
    .command('reconcile')
    .description('List the differences between the media servers and the database. Changes nothing.')
    .option('--dry-run', 'required, because only the running backend changes media servers')
    .action(actionFor(async () => (await import('./reconcile.js')).reconcile));
  const planCapacity = program
    .command('plan-size')
    .description('Calculate the machine that an installation needs. Absent numbers have typical values.')
    .option('--measure', 'measure the bitrates of the current streams for the absent numbers')
    .option('--no-instant-picture', 'plan without the HLS preroll');
  for (const [name, [minimum, maximum]] of Object.entries(WORKLOAD_LIMITS))
    planCapacity.option(`--${toOptionName(name)} <number>`, `${minimum} to ${maximum}`);
  planCapacity.action(actionFor(async () => (await import('./plan-size.js')).planInstallationSize));
}

function addReferenceCommands(program: Command, actionFor: ActionFor): void {
  const reference = (name: string, file: string) =>
    program.command(name).description(`Write ${file}.`).option('--out <file>', 'another file to write');
  reference('write-openapi', 'docs/reference/openapi.json').action(
    actionFor(async () => (await import('./write-openapi.js')).writeOpenapi),
  );
  reference('write-permissions', 'docs/reference/permissions.md').action(
    actionFor(async () => (await import('./write-permissions.js')).writePermissions),
  );
  reference('write-settings-reference', 'docs/reference/settings.md').action(
    actionFor(async () => (await import('./write-settings-reference.js')).writeSettingsReference),
  );
  reference('write-troubleshooting', 'docs/guides/troubleshooting.md').action(
    actionFor(async () => (await import('./write-troubleshooting.js')).writeTroubleshooting),
  );
}

/** Collects the values of a repeatable option. */
function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
