import { decryptFile, encryptFile } from './encrypt-file';
import { parseFile, type ReadContent } from './file-content';
import { MARKER_PATH } from './plan-file';
import { readIfPresent, stampOf, writeAtomically } from '../disk';

/** The file on disk. */
export interface StoredFile {
  /** Plain text, with passwords. */
  readonly text: string;
  readonly content: ReadContent;
}

/** The encrypted file that MediaMTX is started with. Nothing but this class reads or writes it. */
export class FileStore {
  private stamp: string | null | undefined;
  private current: StoredFile | null = null;

  /** @param secret Value of `MTX_CONFKEY`. */
  constructor(
    private readonly file: string,
    private readonly secret: string,
  ) {}

  /**
   * Reads the file if it was changed since the last call. Null: there is none, or it was not written by an agent with this
   * key: it was changed by hand, or encrypted with another key.
   */
  read(): StoredFile | null {
    const stamp = stampOf(this.file);
    if (stamp !== this.stamp) {
      this.stamp = stamp;
      this.current = this.readNow();
    }
    return this.current;
  }

  /** Writes the file encrypted and atomically. @throws the failure of the file system, such as ENOSPC: the old file stays. */
  write(text: string): void {
    writeAtomically(this.file, encryptFile(text, this.secret));
    this.stamp = stampOf(this.file);
    const content = parseFile(text, MARKER_PATH);
    this.current = content && { text, content };
  }

  private readNow(): StoredFile | null {
    const encrypted = readIfPresent(this.file);
    const text = encrypted === null ? null : decryptFile(encrypted, this.secret);
    const content = text === null ? null : parseFile(text, MARKER_PATH);
    return text === null || content === null ? null : { text, content };
  }
}
