/** A failed start: one sentence for the terminal with the reason and the next step. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

/** Converts a denied file access to a sentence. Returns other errors unchanged. */
export function explainFileError(error: unknown, file: string): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartFault(
      `No permission to write ${file}: give this user the directory, or set DATA_DIR to another one.`,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR') {
    return new StartFault(`${file} is in the way: DATA_DIR must be a directory of ours, or none yet.`);
  }
  if (code === 'ENOSPC')
    return new StartFault(`There is no space left for ${file}: make some, or set DATA_DIR to another disk.`);
  return error instanceof Error ? error : new Error(String(error));
}
