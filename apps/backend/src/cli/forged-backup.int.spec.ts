import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { linesOfBackupFile, writeBackupFile } from '../platform/backup/backup-file';
import { contents } from '../testing/fill-every-table';
import { BackupScene } from '../testing/backup-scene';

describe('a forged backup', () => {
  const scene = new BackupScene();
  const { at, inTarget, read, write } = scene;

  beforeAll(async () => {
    await scene.start();
    await write('again');
    await read('again');
  });
  afterAll(() => scene.stop());

  /** Writes a backup as an attacker with the public key can create it: the changed lines of a valid backup. */
  async function forge(name: string, change: (line: string) => string): Promise<void> {
    const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(readFileSync(at('identity'), 'utf8'))?.[0] ?? '';
    async function* lines() {
      for await (const line of linesOfBackupFile(at('again'), { identity })) yield change(line);
    }
    await writeBackupFile(at(name), lines(), { recipient: scene.recipient });
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
});
