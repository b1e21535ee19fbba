import { ConfigFaults } from '../config/read-settings';
import { BackupRefused } from './backup/backup-format';
import { SessionsNotKept } from './database/check-sessions';
import { DatabaseUnreachable } from './database/data-source';
import { UnknownMigration } from './database/migrate';
import { scrub } from './observability/scrub';
import { DomainError } from './problems/domain-error';

/** Errors whose messages are written for users and contain no secret. */
const SENTENCES = [ConfigFaults, DatabaseUnreachable, SessionsNotKept, BackupRefused, UnknownMigration];

/** Node's error for an address that cannot be listened on, and the setting of its port. */
interface ListenFailure {
  readonly code?: string;
  readonly port?: number;
  readonly address?: string;
  readonly setting?: string;
}

/** Describes a failed start or command: one sentence where the reason is known, else the whole error without secrets. */
export function explainFailure(error: unknown): string {
  if (SENTENCES.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof DomainError) return scrub(error.message);
  const { code, port, address, setting = 'PORT' } = error as ListenFailure;
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program: stop it, or set ${setting}.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}: set ${setting} to 1024 or more.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}: correct HOST.`;
  return scrub(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
