import { rmSync } from 'node:fs';
import { readIfPresent, writeAtomically } from '../disk';

/** The agent's credential, in a file that only this user can read. */
export class CredentialStore {
  constructor(private readonly file: string) {}

  /** The credential with the instant of its issue; null: the agent is not enrolled. */
  read(): { readonly credential: string; readonly issuedAt: number } | null {
    const [credential = '', issuedAt = ''] = (readIfPresent(this.file) ?? '').trim().split(' ');
    return /^[\w-]{40,100}$/.test(credential) ? { credential, issuedAt: Number(issuedAt) || 0 } : null;
  }

  /** Stores a credential. @throws the failure of the file system. */
  write(credential: string, issuedAt: number): void {
    writeAtomically(this.file, `${credential} ${issuedAt}\n`);
  }

  /** Removes the credential: it was revoked. */
  remove(): void {
    rmSync(this.file, { force: true });
  }
}
