import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { readEnvironment } from '../config/read-environment';
import type { Environment } from '../config/setting';
import { linesOfBackupFile, writeBackupFile } from '../platform/backup/backup-file';
import type { BackupPart } from '../platform/backup/backup-format';
import { partsOfBackup } from '../platform/backup/parts-of-backup';
import { Sealing } from '../platform/crypto/sealing';
import { dataSourceOptions } from '../platform/database/data-source';
import { migrate, migrateTo } from '../platform/database/migrate';
import { MIGRATIONS } from '../platform/database/migrations';
import { createEmptyDatabase, type EmptyDatabase } from '../testing/create-empty-database';
import {
  CAMERA_PASSWORD,
  contents,
  emptyTables,
  fillEveryTable,
  tableNames,
} from '../testing/fill-every-table';
import { TEST_ENVIRONMENT } from '../testing/test-environment';
import { backup, type BackupOptions } from './backup';
import { restore, type RestoreOptions } from './restore';

const PROGRAM = path.resolve(__dirname, '../../dist/cli/main.js');

describe('backup and restore', () => {
  let folder: string;
  let recipient: string;
  let source: EmptyDatabase;
  let target: EmptyDatabase;
  let database: DataSource;
  const at = (name: string) => path.join(folder, name);

  /** Runs the built program with `environment` as its whole environment. */
  function run(args: readonly string[], environment: Record<string, string | undefined>) {
    const env = { PATH: process.env['PATH'], ...environment } as NodeJS.ProcessEnv;
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { cwd: folder, env });
    return { code: status, out: stdout.toString(), err: stderr.toString() };
  }
  const open = (url: string) =>
    new DataSource(dataSourceOptions({ url, poolSize: 2, statementTimeoutMs: 8000 })).initialize();

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-backup-'));
    const identity = await generateX25519Identity();
    writeFileSync(at('identity'), `# created: today\n${identity}\n`);
    recipient = await identityToRecipient(identity);
    [source, target] = [await createEmptyDatabase(), await createEmptyDatabase()];
    database = await open(source.url);
    await migrate(database);
    await fillEveryTable(database);
  });
  afterAll(async () => {
    await database.destroy();
    await Promise.all([source.drop(), target.drop()]);
    rmSync(folder, { recursive: true });
  });
  const sealed = () => ({ ...TEST_ENVIRONMENT, DATABASE_URL: source.url, BACKUP_RECIPIENT: recipient });
  const write = (to: string, more: Environment = {}) => backup({ to: at(to) }, { ...sealed(), ...more });
  const read = (from: string, options: Partial<RestoreOptions> = {}, more: Environment = {}) =>
    restore(
      { from: at(from), identity: at('identity'), ...options },
      { ...TEST_ENVIRONMENT, DATABASE_URL: target.url, ...more },
    );
  const inTarget = async <T>(ask: (it: DataSource) => Promise<T>): Promise<T> => {
    const opened = await open(target.url);
    return ask(opened).finally(() => opened.destroy());
  };

  it('covers every table', async () => {
    expect(await emptyTables(database)).toEqual([]);
  });

  it('restores rows, sequences, triggers and the key that decrypts camera passwords on a new machine', async () => {
    writeFileSync(at('mediamtx.yml'), 'authHTTPAddress: somewhere\n');
    const BACKUP_PASSPHRASE = 'correct horse battery staple';
    const written = run(['backup', '--to', at('whole'), '--with', at('mediamtx.yml')], {
      ...TEST_ENVIRONMENT,
      DATABASE_URL: source.url,
      BACKUP_PASSPHRASE,
    });
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toMatch(/^Wrote \S+: \d+ tables with \d{4} rows and 4 secrets, \d+ bytes/);
    expect(statSync(at('whole')).mode & 0o777).toBe(0o600);
    writeFileSync(at('backend.env'), "PORT=3000\nSEALING_KEY=''\n# kept\n");
    const wanted = ['restore', '--from', at('whole'), '--secrets', at('backend.env'), '--files', at('etc')];
    const restored = run(wanted, { DATABASE_URL: target.url, BACKUP_PASSPHRASE });
    expect(restored).toMatchObject({ code: 0, err: '' });

    const settings = readEnvironment(folder, [], parseFile(at('backend.env')));
    expect(settings).toMatchObject({ PORT: '3000', SEALING_KEY: TEST_ENVIRONMENT['SEALING_KEY'] });
    expect(readFileSync(at('backend.env'), 'utf8')).toContain('# kept');
    expect(readFileSync(at('etc/mediamtx.yml'), 'utf8')).toBe('authHTTPAddress: somewhere\n');
    for (const file of ['backend.env', 'etc/mediamtx.yml'])
      expect(statSync(at(file)).mode & 0o777).toBe(0o600);
    for (const { out, err } of [written, restored])
      for (const secret of [CAMERA_PASSWORD, BACKUP_PASSPHRASE, ...Object.values(TEST_ENVIRONMENT).slice(4)])
        expect(out + err).not.toContain(secret);

    const restoredTo = await open(target.url);
    expect(await contents(restoredTo)).toEqual(await contents(database));
    const key = Buffer.from(settings['SEALING_KEY'] ?? '', 'base64');
    const [{ sealed }] = await restoredTo.query(
      'SELECT sealed_password AS sealed FROM camera WHERE pit_id = 1',
    );
    expect(new Sealing({ key, previousKey: null }).open(sealed, 'pit:1/camera-password')).toBe(
      CAMERA_PASSWORD,
    );
    // Sign-ins of the backup may have been signed out since, and users may have been disabled.
    expect(await restoredTo.query('SELECT id FROM sign_in')).toEqual([]);
    const generations = 'SELECT credential_generation AS generation FROM app_user ORDER BY id';
    const [before, after] = [await database.query(generations), await restoredTo.query(generations)];
    expect(after).toHaveLength(before.length);
    for (const [index, { generation }] of after.entries())
      expect(generation).toBeGreaterThan(before[index].generation + 1_000_000);
    // Sequences continue, and foreign keys and triggers are active.
    const [{ id }] = await restoredTo.query("INSERT INTO workshop (name) VALUES ('third') RETURNING id");
    expect(id).toBe(3);
    await expect(restoredTo.query('INSERT INTO pit (workshop_id, number) VALUES (99, 1)')).rejects.toThrow(
      /pit_keeps_workshop/,
    );
    await restoredTo.query('DELETE FROM app_user WHERE id = 2');
    const revoked = "SELECT 1 FROM viewing_revocation WHERE viewer_id = 2 AND cause = 'access-changed'";
    expect(await restoredTo.query(revoked)).toHaveLength(2);
    await restoredTo.destroy();
  });

  it('refuses a database with data unless --replace is set, and a database that a backend uses', async () => {
    await write('again');
    await expect(read('again')).rejects.toThrow('The database is not empty');
    await inTarget(async (busy) => {
      await busy.query("DELETE FROM workshop WHERE name = 'third'");
      await expect(read('again', { replace: true })).rejects.toThrow('A backend is using the database');
    });
    await read('again', { replace: true });
    expect(await inTarget(contents)).toEqual(await contents(database));
    await expect(write('again')).rejects.toThrow('exists already');
  });

  it('refuses to lose the key of the camera passwords, and to replace the secrets of an installation', async () => {
    const nothing = Object.fromEntries(Object.keys(TEST_ENVIRONMENT).map((name) => [name, undefined]));
    const replace = true;
    const given = { ...nothing, DATABASE_URL: target.url };
    await expect(read('again', { replace }, given)).rejects.toThrow(/Set --secrets .*SEALING_KEY/);
    const other = { ...given, SEALING_KEY: Buffer.alloc(32, 1).toString('base64') };
    await expect(read('again', { secrets: at('other.env') }, other)).rejects.toThrow(
      'would be replaced by the values of the backup',
    );
    expect(existsSync(at('other.env'))).toBe(false);
    mkdirSync(at('secrets'));
    writeFileSync(at('secrets/SEALING_KEY'), other.SEALING_KEY);
    const text = await read('again', { replace, secrets: at('secrets') }, other);
    expect(text).toContain('Set it in MediaMTX too');
    const secretFile = (name: string) => readFileSync(at(`secrets/${name}`), 'utf8');
    expect(secretFile('SEALING_KEY')).toBe(TEST_ENVIRONMENT['SEALING_KEY']);
    expect(secretFile('SEALING_KEY.before-restore')).toBe(other.SEALING_KEY);
  });

  it('changes nothing for a wrong key, a changed byte, a truncated file, and a file that is not a backup', async () => {
    const whole = readFileSync(at('again'));
    writeFileSync(at('wrong-identity'), await generateX25519Identity());
    const flipped = (byte: number) => whole.map((value, place) => (place === byte ? value ^ 1 : value));
    const cases: [string, Uint8Array, string, RegExp][] = [
      ['wrong-key', whole, 'wrong-identity', /is not the one/],
      ['changed', flipped(whole.length - 200), 'identity', /damaged/],
      ['changed-header', flipped(60), 'identity', /damaged|is not the one/],
      ['cut', whole.subarray(0, -1), 'identity', /damaged|cut off/],
      ['cut-long', whole.subarray(0, whole.length >> 1), 'identity', /damaged|cut off/],
      ['empty', Buffer.alloc(0), 'identity', /damaged|not a backup/],
      ['text', Buffer.from('hello\n'), 'identity', /not a backup/],
    ];
    const before = await inTarget(contents);
    for (const [name, bytes, identity, words] of cases) {
      writeFileSync(at(name), bytes);
      await expect(read(name, { identity: at(identity), replace: true })).rejects.toThrow(words);
    }
    const wrong = { BACKUP_PASSPHRASE: 'another passphrase' };
    await expect(read('whole', { identity: undefined, replace: true }, wrong)).rejects.toThrow(
      /is not the one/,
    );
    expect(await inTarget(contents)).toEqual(before);
  });

  /** Writes a backup as an attacker with the public key can create it: the changed lines of a valid backup. */
  async function forge(name: string, change: (line: string) => string): Promise<void> {
    const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(readFileSync(at('identity'), 'utf8'))?.[0] ?? '';
    async function* lines() {
      for await (const line of linesOfBackupFile(at('again'), { identity })) yield change(line);
    }
    await writeBackupFile(at(name), lines(), { recipient });
  }
  const keeping = (kept: object) => (line: string) =>
    line.startsWith('["keepsakes"')
      ? JSON.stringify(['keepsakes', { secrets: {}, files: {}, ...kept }])
      : line;
  const SECRET = { STREAM_TOKEN_SECRET: 'another-secret-of-thirty-two-bytes-or-more' };
  const FORGED: [string, (line: string) => string, RegExp][] = [
    ...[
      'NODE_OPTIONS',
      'LD_PRELOAD',
      'PATH',
      'DATABASE_URL',
      'ADMIN_PASSWORD',
      'A=1\nLD_PRELOAD',
      '__proto__x',
    ].map((name): [string, (line: string) => string, RegExp] => [
      `the setting ${name}`,
      keeping({ secrets: { ...SECRET, [name]: '/tmp/evil' } }),
      /not a secret setting/,
    ]),
    [
      'a secret with a control character',
      keeping({ secrets: { SEALING_KEY: 'a\u001b[2J' } }),
      /not a valid value of a setting/,
    ],
    ['a secret that is not text', keeping({ secrets: { SEALING_KEY: { a: 1 } } }), /damaged/],
    [
      'an endless secret',
      keeping({ secrets: { SEALING_KEY: 'a'.repeat(20_000) } }),
      /not a valid value of a setting/,
    ],
    ...[
      '../evil.yml',
      '/etc/evil.yml',
      'a/../b.yml',
      '..',
      '.env',
      'backend.env',
      'x.service',
      'x.sh',
      'a\u0000.yml',
      '',
    ].map((name): [string, (line: string) => string, RegExp] => [
      `the file ${JSON.stringify(name)}`,
      keeping({ files: { 'good.yml': 'a', [name]: 'evil' } }),
      /is not allowed/,
    ]),
    ['a file that is not text', keeping({ files: { 'a.yml': ['x'] } }), /damaged/],
    [
      'terminal control characters',
      (line) => line.replace('"version":"', '"version":"\\u001b[2J'),
      /damaged/,
    ],
    [
      'an invalid migration name',
      (line) => line.replace('"migrations":["', '"migrations":["x y","'),
      /damaged/,
    ],
  ];
  it.each(FORGED)('refuses a backup with %s, and changes nothing', async (_, change, words) => {
    await forge('forged', change);
    const before = await inTarget(contents);
    mkdirSync(at('inner/files'), { recursive: true });
    const given = { replace: true, secrets: at('inner/forged.env'), files: at('inner/files') };
    await expect(read('forged', given)).rejects.toThrow(words);
    expect(await inTarget(contents)).toEqual(before);
    expect(readdirSync(at('inner'))).toEqual(['files']);
    expect(readdirSync(at('inner/files'))).toEqual([]);
  });

  it.each([
    ['table', '["table",{"table":"pg_authid","columns":["rolname"]}]', /names a table/],
    ['table of migrations', '["table",{"table":"migration","columns":["name"]}]', /names a table/],
    ['column', '["table",{"table":"workshop","columns":["id","owner_of_all"]}]', /names a table or a column/],
  ])('refuses a %s that is not in the schema', async (_, forged, words) => {
    const before = await inTarget(contents);
    await forge('forged', (line) =>
      line.startsWith('["table",{"table":"workshop"')
        ? forged
        : line.replace('"table":"workshop"', `"table":"${JSON.parse(forged)[1].table}"`),
    );
    await expect(read('forged', { replace: true })).rejects.toThrow(words);
    expect(await inTarget(contents)).toEqual(before);
  });

  it('refuses a sequence that is not in the schema', async () => {
    await forge('forged', (line) => line.replace('"pit_id_seq"', '"other_seq"'));
    await expect(read('forged', { replace: true })).rejects.toThrow(/names a sequence/);
  });

  it('does not replace the settings by a file, and follows no symbolic link', async () => {
    await forge('forged', keeping({ secrets: SECRET, files: { 'settings.conf': 'x' } }));
    mkdirSync(at('same'), { recursive: true });
    writeFileSync(at('victim'), 'untouched');
    symlinkSync(at('victim'), at('same/settings.conf.part'));
    const same = { replace: true, secrets: at('same/settings.conf'), files: at('same') };
    await expect(read('forged', same)).rejects.toThrow('would replace the file of --secrets');
    await read('forged', { replace: true, secrets: at('same/other.env'), files: at('same') });
    expect(readFileSync(at('victim'), 'utf8')).toBe('untouched');
    expect(readFileSync(at('same/settings.conf'), 'utf8')).toBe('x');
    expect(readFileSync(at('same/other.env'), 'utf8')).toBe(
      `STREAM_TOKEN_SECRET='${SECRET.STREAM_TOKEN_SECRET}'\n`,
    );
  });

  it('migrates an older backup forward', async () => {
    const old = await createEmptyDatabase();
    const older = await open(old.url);
    await migrate(older);
    await fillEveryTable(older);
    const third = MIGRATIONS.map(({ name }) => name).find((name) => name.startsWith('PublishPublicKey'));
    await migrateTo(older, third ?? '');
    expect(await tableNames(older)).not.toContain('media_server');
    await older.destroy();
    await write('older', { DATABASE_URL: old.url });
    await read('older', { replace: true });
    await inTarget(async (now) => {
      const placed = await now.query('SELECT name, media_server_id FROM workshop WHERE id = 2');
      expect(placed).toEqual([{ name: 'second', media_server_id: 1 }]);
      expect(await tableNames(now)).toEqual(await tableNames(database));
    });
    await old.drop();
  });

  it('refuses a newer backup, naming the version that it needs', async () => {
    await database.query("INSERT INTO migration (timestamp, name) VALUES (9, 'FromTheFuture9')");
    await write('newer');
    await database.query("DELETE FROM migration WHERE name = 'FromTheFuture9'");
    await expect(read('newer', { replace: true })).rejects.toThrow(/version \S+, .*FromTheFuture9/);
  });

  it.each<[Environment, Partial<BackupOptions>, RegExp]>([
    [{ BACKUP_RECIPIENT: undefined }, {}, /BACKUP_PASSPHRASE .* is required/],
    [{ BACKUP_PASSPHRASE: 'x'.repeat(12) }, {}, /both set/],
    [{ BACKUP_RECIPIENT: 'age1x' }, {}, /BACKUP_RECIPIENT must be/],
    [{ SEALING_KEY: undefined }, {}, /SEALING_KEY is missing/],
    [{}, { with: ['/no/such/file.yml'] }, /A file of --with cannot be read \(ENOENT\)/],
    [{}, { with: ['/etc/ppf-monitoring/backend.env'] }, /--with does not accept backend.env/],
    [{}, { with: ['/a/one.yml', '/b/one.yml'] }, /--with does not accept one.yml/],
    [{}, { to: '/no/such/folder/file' }, /cannot be written \(ENOENT\)/],
  ])('creates no backup with %j %j', async (environment, options, words) => {
    const attempt = backup({ to: at('none'), ...options }, { ...sealed(), ...environment });
    await expect(attempt).rejects.toThrow(words);
    expect(existsSync(at('none'))).toBe(false);
  });
});

describe('parsing a backup', () => {
  async function* linesOf(...lines: readonly string[]) {
    yield* lines;
  }
  const header = '["header",{"format":"ppf-monitoring-backup","format_version":1,"migrations":[]}]';
  const keepsakes = '["keepsakes",{"secrets":{},"files":{}}]';
  const table = '["table",{"table":"pit","columns":["id"]}]';

  it.each([
    [
      ['["header",{"format":"ppf-monitoring-backup","format_version":2,"version":"9.0.0"}]'],
      /9\.0\.0.* newer/,
    ],
    [['["header",{"format":"another"}]'], /not a backup/],
    [[keepsakes], /not a backup/],
    [[header], /no end/],
    [[header, table], /damaged/],
    [[header, keepsakes, '{"id":1}'], /damaged/],
    [[header, keepsakes, table, '{"id":1}', '["manifest",{"tables":[],"sequences":{}}]'], /damaged/],
    [[header, keepsakes, '["manifest",{"tables":[],"sequences":{}}]', table], /damaged/],
  ])('is refused where it is not whole: %j', async (lines, words) => {
    await expect(all(partsOfBackup(linesOf(...lines)))).rejects.toThrow(words);
  });
});

async function all(parts: AsyncIterable<BackupPart>): Promise<BackupPart[]> {
  const read: BackupPart[] = [];
  for await (const part of parts) read.push(part);
  return read;
}

/** As systemd and Compose read it, where everything is in single quotes. */
function parseFile(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1).replace(/^'|'$/g, ''),
    ]),
  );
}
