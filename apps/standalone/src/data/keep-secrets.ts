import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { explainFileError, StartFault } from '../start-fault';

/** Secrets that the backend shares with other programs; named as in the environment. */
export const SECRET_NAMES = [
  'ACCESS_TOKEN_SECRET',
  'STREAM_TOKEN_SECRET',
  'STREAM_TOKEN_KEY',
  'SEALING_KEY',
  'MEDIAMTX_HOOK_SECRET',
  'MTX_CONFKEY',
  'SAMPLE_CAMERAS_PASSWORD',
] as const;
export type Secrets = Readonly<Record<(typeof SECRET_NAMES)[number], string>>;

/**
 * Returns the secrets of the environment (`NAME` or the file of `NAME_FILE`), else those that the first start generated
 * and stored in `file` with mode 600. A damaged file stops the start: with new keys, sealed passwords would be unreadable.
 */
export function keepSecrets(file: string, environment: Readonly<Record<string, string>>): Secrets {
  const kept = readKept(file);
  const made = Object.fromEntries(SECRET_NAMES.map((name) => [name, kept[name] ?? makeSecret(name)]));
  if (SECRET_NAMES.some((name) => kept[name] === undefined))
    writePrivately(file, `${JSON.stringify(made, null, 2)}\n`);
  const given = SECRET_NAMES.map((name) => [name, fromEnvironment(name, environment) ?? made[name]]);
  return Object.fromEntries(given) as Secrets;
}

function readKept(file: string): Record<string, string | undefined> {
  if (!existsSync(file)) return {};
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (
      typeof read === 'object' &&
      read !== null &&
      Object.values(read).every((each) => typeof each === 'string')
    ) {
      return { ...(read as Record<string, string>) };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw explainFileError(error, file);
  }
  throw new StartFault(
    `${file} is damaged: put it back from a backup, since it holds the key of the stored camera passwords.`,
  );
}

function fromEnvironment(name: string, environment: Readonly<Record<string, string>>): string | undefined {
  if (environment[name]) return environment[name];
  const file = environment[`${name}_FILE`];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new StartFault(
      `${name}_FILE names a file that cannot be read (${(error as NodeJS.ErrnoException).code}): ${file}.`,
    );
  }
}

function makeSecret(name: (typeof SECRET_NAMES)[number]): string {
  if (name === 'SEALING_KEY') return randomBytes(32).toString('base64');
  if (name === 'STREAM_TOKEN_KEY') return makePrivateKey();
  // MediaMTX uses the first 32 bytes.
  if (name === 'MTX_CONFKEY') return randomBytes(24).toString('base64url');
  // RTSP clients truncate long passwords; 100 characters are safe (MediaMTX contract §7).
  return randomBytes(name === 'SAMPLE_CAMERAS_PASSWORD' ? 12 : 48).toString('base64url');
}

/** Generates the Ed25519 key (PEM) of stream tokens in JWT mode. It also exists in hook mode, so that a setting can change the mode. */
function makePrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Writes a file of mode 600 atomically. */
export function writePrivately(file: string, text: string): void {
  try {
    writeFileSync(`${file}.part`, text, { mode: 0o600 });
    renameSync(`${file}.part`, file);
  } catch (error) {
    throw explainFileError(error, file);
  }
}

/** Generates a password that is easy to read and type: four groups of letters and digits, 80 bits of entropy. */
export function makePassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
