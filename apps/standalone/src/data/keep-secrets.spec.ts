import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepSecrets, makePassword, SECRET_NAMES } from './keep-secrets';
import { keepSignIn } from './sign-in';

describe('the secrets in the data directory', () => {
  let folder = '';
  const file = (name: string): string => path.join(folder, name);
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'ppf-secrets-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  describe('secrets', () => {
    it('are generated once, long enough, and readable by their owner only', () => {
      const made = keepSecrets(file('secrets.json'), {});
      expect(keepSecrets(file('secrets.json'), {})).toEqual(made);
      expect(statSync(file('secrets.json')).mode & 0o777).toBe(0o600);
      expect(Buffer.from(made.SEALING_KEY, 'base64')).toHaveLength(32);
      for (const name of ['ACCESS_TOKEN_SECRET', 'STREAM_TOKEN_SECRET', 'MEDIAMTX_HOOK_SECRET'] as const) {
        expect(made[name].length).toBeGreaterThanOrEqual(32);
      }
      expect(createPrivateKey(made.STREAM_TOKEN_KEY).asymmetricKeyType).toBe('ed25519');
      expect(new Set(Object.values(made)).size).toBe(SECRET_NAMES.length);
      expect(keepSecrets(file('others.json'), {})).not.toEqual(made);
    });

    it('come from the environment or a file that it names, and are then not stored', () => {
      writeFileSync(file('hook'), 'hook secret\n');
      const secrets = keepSecrets(file('secrets.json'), {
        STREAM_TOKEN_SECRET: 'mine',
        MEDIAMTX_HOOK_SECRET_FILE: file('hook'),
      });
      expect(secrets).toMatchObject({ STREAM_TOKEN_SECRET: 'mine', MEDIAMTX_HOOK_SECRET: 'hook secret' });
      expect(readFileSync(file('secrets.json'), 'utf8')).not.toMatch(/mine|hook secret/);
    });

    it('are completed for a later version, and the existing ones are kept', () => {
      writeFileSync(file('secrets.json'), '{"SEALING_KEY":"old"}');
      expect(keepSecrets(file('secrets.json'), {}).SEALING_KEY).toBe('old');
      expect(Object.keys(JSON.parse(readFileSync(file('secrets.json'), 'utf8')))).toHaveLength(
        SECRET_NAMES.length,
      );
    });

    it.each(['', '{"SEALING_KEY":', '[]x', '{"SEALING_KEY":5}'])(
      'stop the start when their file is damaged: %j',
      (text) => {
        writeFileSync(file('secrets.json'), text);
        expect(() => keepSecrets(file('secrets.json'), {})).toThrow('is damaged');
        expect(readFileSync(file('secrets.json'), 'utf8')).toBe(text);
      },
    );

    it('stop the start when a named file is missing', () => {
      expect(() => keepSecrets(file('secrets.json'), { SEALING_KEY_FILE: file('none') })).toThrow(
        /SEALING_KEY_FILE names a file that cannot be read \(ENOENT\)/,
      );
    });
  });

  describe('the first sign-in', () => {
    it('is generated once and readable by its owner only', () => {
      const made = keepSignIn(file('sign-in.txt'), {});
      expect(made.password?.length).toBeGreaterThanOrEqual(12);
      expect(keepSignIn(file('sign-in.txt'), {})).toEqual(made);
      expect(statSync(file('sign-in.txt')).mode & 0o777).toBe(0o600);
      expect(readFileSync(file('sign-in.txt'), 'utf8')).toBe(
        `email: ${made.email}\npassword: ${made.password}\n`,
      );
    });

    it('comes from the environment if that has one', () => {
      expect(
        keepSignIn(file('sign-in.txt'), { ADMIN_EMAIL: 'me@example.org', ADMIN_PASSWORD: 'mine' }),
      ).toEqual({
        email: 'me@example.org',
        password: undefined,
      });
      expect(() => statSync(file('sign-in.txt'))).toThrow('ENOENT');
    });

    it('uses the email address of the environment if only that is set', () => {
      expect(keepSignIn(file('sign-in.txt'), { ADMIN_EMAIL: 'me@example.org' }).email).toBe('me@example.org');
    });

    it('stops the start for an incomplete sign-in and a damaged file', () => {
      expect(() => keepSignIn(file('sign-in.txt'), { ADMIN_PASSWORD: 'mine' })).toThrow('ADMIN_EMAIL is not');
      writeFileSync(file('sign-in.txt'), 'email: a@b.c\n');
      expect(() => keepSignIn(file('sign-in.txt'), {})).toThrow('is damaged');
    });
  });

  it('generates different passwords without similar-looking characters', () => {
    const passwords = Array.from({ length: 200 }, makePassword);
    expect(new Set(passwords).size).toBe(200);
    expect(passwords.join('')).not.toMatch(/[lo01A-Z]/);
  });
});
