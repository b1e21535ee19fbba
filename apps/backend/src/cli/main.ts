import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { explainFailure } from '../platform/explain-failure';
import type { Arguments } from './arguments';

const USAGE = `Usage: npm run cli -- <command>
       node apps/backend/dist/cli/main.js <command>    where npm is not at hand

  migrate [--to <migration>]                         bring the database's schema up to date, or forward or back to one
  last-migration                                     tell the last migration of this version
  backup --to <file> [--with <file>] …               write database and secrets into one encrypted file
  restore --from <file> [--replace]                  put a backup into an empty database
    [--identity <file>]                                opened by a key of age instead of BACKUP_PASSPHRASE
    [--secrets <file or folder>] [--files <folder>]    where its secrets and its files go
  create-admin --email <email>                       make a super_admin with the password of ADMIN_PASSWORD
  create-sample-workshop --camera <rtsp url> …       make the sample workshop, one pit a camera; - reads addresses
                                                       from standard input, one a line
  doctor [--json]                                    look at the whole installation; ends with 1 when there is a fault
  reconcile --dry-run                                tell what differs at the media servers, and change nothing
  plan-size [--measure] [--pits <n>] …               tell what machine an installation needs; numbers that are not given are
    [--main-mbits --sub-mbits --key-frame-seconds]     measured at the media servers (--measure), else those of a usual workshop
    [--watched-main --watched-sub --watched-hours]
    [--reencoded] [--no-instant-picture]
    [--recorded --recorded-hours --kept-days]
  write-openapi [--out <file>]                       write docs/reference/openapi.json
  write-settings-reference [--out <file>]            write docs/reference/settings.md
  write-troubleshooting [--out <file>]               write docs/guides/troubleshooting.md
`;

type Command = (given: Arguments) => Promise<string>;

// Loaded when asked for: the whole backend takes about a second.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  migrate: async () => (await import('./migrate-database.js')).migrateDatabase,
  'last-migration': async () => (await import('./migrate-database.js')).lastMigration,
  backup: async () => (await import('./backup.js')).backup,
  restore: async () => (await import('./restore.js')).restore,
  'create-admin': async () => (await import('./create-admin.js')).createAdmin,
  'create-sample-workshop': async () => (await import('./create-sample-workshop.js')).createSampleWorkshop,
  doctor: async () => (await import('./doctor.js')).doctor,
  reconcile: async () => (await import('./reconcile.js')).reconcile,
  'plan-size': async () => (await import('./plan-size.js')).planInstallationSize,
  'write-openapi': async () => (await import('./write-openapi.js')).writeOpenapi,
  'write-settings-reference': async () =>
    (await import('./write-settings-reference.js')).writeSettingsReference,
  'write-troubleshooting': async () => (await import('./write-troubleshooting.js')).writeTroubleshooting,
};

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      camera: { type: 'string', multiple: true },
      out: { type: 'string' },
      'dry-run': { type: 'boolean' },
      to: { type: 'string' },
      from: { type: 'string' },
      with: { type: 'string', multiple: true },
      identity: { type: 'string' },
      secrets: { type: 'string' },
      files: { type: 'string' },
      replace: { type: 'boolean' },
      json: { type: 'boolean' },
      measure: { type: 'boolean' },
      'no-instant-picture': { type: 'boolean' },
      pits: { type: 'string' },
      'main-mbits': { type: 'string' },
      'sub-mbits': { type: 'string' },
      'key-frame-seconds': { type: 'string' },
      'watched-main': { type: 'string' },
      'watched-sub': { type: 'string' },
      'watched-hours': { type: 'string' },
      reencoded: { type: 'string' },
      recorded: { type: 'string' },
      'recorded-hours': { type: 'string' },
      'kept-days': { type: 'string' },
    },
  });
  const load = COMMANDS[positionals[0] ?? ''];
  if (!load && positionals[0] !== undefined) throw new UsageError(`There is no command “${positionals[0]}”.`);
  if (!load || positionals.length > 1) throw new UsageError();
  const command = await load();
  process.stdout.write(`${await command(values)}\n`);
}

class UsageError extends Error {}

main().catch((error: unknown) => {
  const { code } = error as { code?: unknown };
  const usage = error instanceof UsageError || String(code).startsWith('ERR_PARSE_ARGS');
  const said = error instanceof UsageError && error.message ? `${error.message}\n\n` : '';
  process.stderr.write(usage ? `${said}${USAGE}` : `${explainFailure(error)}\n`, () =>
    process.exit(usage ? 2 : 1),
  );
});
