/** Reason why an embedded database did not start. */
export type EmbeddedDatabaseFault =
  'unsupported-platform' | 'port-busy' | 'no-permission' | 'in-use' | 'broken-directory' | 'not-started';

/** A failed start. `message` is one sentence for the terminal: what happened, and what to do. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';

  constructor(
    readonly fault: EmbeddedDatabaseFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Converts a denied file access to a sentence. Returns other errors unchanged. */
export function explainFileError(error: unknown, path: string): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new EmbeddedDatabaseError(
      'no-permission',
      `No permission to use ${path}: give this user the directory or choose another one.`,
      { cause: error },
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new EmbeddedDatabaseError('broken-directory', `${path} is a file where a directory is needed.`, {
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}
