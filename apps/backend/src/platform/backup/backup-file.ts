import { Decrypter, Encrypter } from 'age-encryption';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { BackupRefused } from './backup-format';

/** Characters that are compressed in one call. */
const BLOCK = 256 * 1024;
const NOT_WRITABLE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

/** Who can decrypt a backup: holders of the passphrase, or of a recipient's identity (`age-keygen` creates both). */
export type SealedFor = { readonly passphrase: string } | { readonly recipient: string };
/** The secret that decrypts a backup. */
export type OpenedBy = { readonly passphrase: string } | { readonly identity: string };

/**
 * Writes lines as a compressed file in the age format (age-encryption.org/v1: chunks of 64 KiB, each with ChaCha20-Poly1305), mode
 * 600. The file appears complete or not at all. @returns its size in bytes
 */
export async function writeBackupFile(
  file: string,
  lines: AsyncIterable<string>,
  sealedFor: SealedFor,
): Promise<number> {
  const encrypter = new Encrypter();
  if ('passphrase' in sealedFor) encrypter.setPassphrase(sealedFor.passphrase);
  else encrypter.addRecipient(sealedFor.recipient);
  const part = `${file}.part`;
  const failed = new AbortController();
  try {
    const compressed = createGzip();
    const filling = pipeline(Readable.from(inBlocks(lines)), compressed, { signal: failed.signal });
    filling.catch(() => undefined);
    const sealed = await encrypter.encrypt(Readable.toWeb(compressed) as never);
    await pipeline(
      Readable.fromWeb(sealed as unknown as ReadableStream),
      createWriteStream(part, { mode: 0o600, flush: true }),
    );
    await filling;
    await rename(part, file);
    return (await stat(file)).size;
  } catch (error) {
    failed.abort();
    const { code } = error as NodeJS.ErrnoException;
    if (NOT_WRITABLE.has(code ?? '')) throw new BackupRefused(`${file} cannot be written (${code}).`);
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * Reads the lines of a backup file. Each line is authenticated; only the end of the iteration shows that the file is complete.
 * @throws BackupRefused for a wrong passphrase or identity, a changed byte and a cut-off file
 */
export async function* linesOfBackupFile(file: string, openedBy: OpenedBy): AsyncGenerator<string> {
  const decrypter = new Decrypter();
  if ('passphrase' in openedBy) decrypter.addPassphrase(openedBy.passphrase);
  else decrypter.addIdentity(openedBy.identity);
  const source = createReadStream(file);
  try {
    const opened = await decrypter.decrypt(Readable.toWeb(source) as never);
    const plain = Readable.fromWeb(opened as unknown as ReadableStream);
    const text = createGunzip();
    plain.on('error', (error) => text.destroy(error));
    yield* linesOf(plain.pipe(text));
  } catch (error) {
    throw explain(error);
  } finally {
    source.destroy();
  }
}

// A call of the compressing thread per line would be a million calls.
async function* inBlocks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let block = '';
  for await (const line of lines) {
    block += `${line}\n`;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  yield block;
}

async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new BackupRefused('The backup is cut off: its last line has no end.');
}

function explain(error: unknown): Error {
  if (error instanceof BackupRefused) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new BackupRefused(`The backup cannot be read (${code}).`);
  if (message.startsWith('no identity matched'))
    return new BackupRefused('The passphrase or identity is not the one for which the backup was created.');
  if (message === 'invalid identity')
    return new BackupRefused('The identity is none of age: it begins with AGE-SECRET-KEY-1.');
  if (message.startsWith('invalid version'))
    return new BackupRefused('The file is not a backup of this software.');
  return new BackupRefused(`The backup is damaged or cut off: it cannot be opened to its end.`, {
    cause: error,
  });
}
