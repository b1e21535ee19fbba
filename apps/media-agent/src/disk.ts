import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Writes a file that only this user can read: to another name, flushed, then renamed. MediaMTX and a crash see the old file
 * or the new one, never a part. @throws the failure of the file system; the old file stays.
 */
export function writeAtomically(file: string, text: string): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // MediaMTX watches the folder of its file. It ignores other names, and a rename is one event.
  const temporary = path.join(folder, `.${path.basename(file)}.new`);
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (failure) {
    rmSync(temporary, { force: true });
    throw failure;
  }
}

/** Reads a file; null when it does not exist or cannot be read. */
export function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Changes whenever the file is changed or replaced; null: there is no file. */
export function stampOf(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}` : null;
}
