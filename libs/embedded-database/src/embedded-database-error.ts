/** Why an embedded database could not be started; stable, so that callers may choose what to do. */
export type EmbeddedDatabaseFault =
  'unsupported-platform' | 'port-busy' | 'no-permission' | 'in-use' | 'broken-directory' | 'not-started';

/** A start that failed. `message` is one sentence for the person at the terminal: what is wrong and what to do. */
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

/** Turns a refused file access into its sentence; every other error is handed on as it is. */
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
