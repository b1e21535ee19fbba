import { generateX25519Identity } from 'age-encryption';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readEnvironment } from '../config/read-environment';
import type { Environment } from '../config/setting';
import { Sealing } from '../platform/crypto/sealing';
import { migrate, migrateTo } from '../platform/database/migrate';
import { MIGRATIONS } from '../platform/database/migrations';
import { createEmptyDatabase } from '../testing/create-empty-database';
import {
  CAMERA_PASSWORD,
  contents,
  emptyTables,
  fillEveryTable,
  tableNames,
} from '../testing/fill-every-table';
import { BackupScene, openDatabase, parseSettingsFile } from '../testing/backup-scene';
import { TEST_ENVIRONMENT } from '../testing/test-environment';
import { backup, type BackupOptions } from './backup';

const PROGRAM = path.resolve(__dirname, '../../dist/cli/main.js');

describe('backup and restore', () => {
  const scene = new BackupScene();
  const { at, inTarget, read, sealed, write } = scene;

  /** Runs the built program with `environment` as its whole environment. */
  function run(args: readonly string[], environment: Record<string, string | undefined>) {
    const env = { PATH: process.env['PATH'], ...environment } as NodeJS.ProcessEnv;
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
      cwd: scene.folder,
      env,
    });
    return { code: status, out: stdout.toString(), err: stderr.toString() };
  }

  beforeAll(() => scene.start());
  afterAll(() => scene.stop());

  it('covers every table', async () => {
    expect(await emptyTables(scene.database)).toEqual([]);
  });

  it('restores rows, sequences, triggers and the key that decrypts camera passwords on a new machine', async () => {
    writeFileSync(at('mediamtx.yml'), 'authHTTPAddress: somewhere\n');
    const BACKUP_PASSPHRASE = 'correct horse battery staple';
    const written = run(['backup', '--to', at('whole'), '--with', at('mediamtx.yml')], {
      ...TEST_ENVIRONMENT,
      DATABASE_URL: scene.source.url,
      BACKUP_PASSPHRASE,
    });
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toMatch(/^Wrote \S+: \d+ tables with \d{4} rows and 4 secrets, \d+ bytes/);
    expect(statSync(at('whole')).mode & 0o777).toBe(0o600);
    writeFileSync(at('backend.env'), "PORT=3000\nSEALING_KEY=''\n# kept\n");
    const wanted = ['restore', '--from', at('whole'), '--secrets', at('backend.env'), '--files', at('etc')];
    const restored = run(wanted, { DATABASE_URL: scene.target.url, BACKUP_PASSPHRASE });
    expect(restored).toMatchObject({ code: 0, err: '' });

    const settings = readEnvironment(scene.folder, [], parseSettingsFile(at('backend.env')));
    expect(settings).toMatchObject({ PORT: '3000', SEALING_KEY: TEST_ENVIRONMENT['SEALING_KEY'] });
    expect(readFileSync(at('backend.env'), 'utf8')).toContain('# kept');
    expect(readFileSync(at('etc/mediamtx.yml'), 'utf8')).toBe('authHTTPAddress: somewhere\n');
    for (const file of ['backend.env', 'etc/mediamtx.yml'])
      expect(statSync(at(file)).mode & 0o777).toBe(0o600);
    for (const { out, err } of [written, restored])
      for (const secret of [CAMERA_PASSWORD, BACKUP_PASSPHRASE, ...Object.values(TEST_ENVIRONMENT).slice(4)])
        expect(out + err).not.toContain(secret);

    const restoredTo = await openDatabase(scene.target.url);
    expect(await contents(restoredTo)).toEqual(await contents(scene.database));
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
    const [before, after] = [await scene.database.query(generations), await restoredTo.query(generations)];
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
    expect(await inTarget(contents)).toEqual(await contents(scene.database));
    await expect(write('again')).rejects.toThrow('exists already');
  });

  it('refuses to lose the key of the camera passwords, and to replace the secrets of an installation', async () => {
    const nothing = Object.fromEntries(Object.keys(TEST_ENVIRONMENT).map((name) => [name, undefined]));
    const replace = true;
    const given = { ...nothing, DATABASE_URL: scene.target.url };
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

  it('migrates an older backup forward', async () => {
    const old = await createEmptyDatabase();
    const older = await openDatabase(old.url);
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
      expect(await tableNames(now)).toEqual(await tableNames(scene.database));
    });
    await old.drop();
  });

  it('refuses a newer backup, naming the version that it needs', async () => {
    await scene.database.query("INSERT INTO migration (timestamp, name) VALUES (9, 'FromTheFuture9')");
    await write('newer');
    await scene.database.query("DELETE FROM migration WHERE name = 'FromTheFuture9'");
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
