import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ClusterDirectory } from './cluster-directory';
import { EmbeddedDatabaseError, explainFileError } from './embedded-database-error';
import { processIdentity } from './process-identity';

/** Records that this process uses the directory, so that a second start does not stop its server as a leftover. */
export function claimDirectory(place: ClusterDirectory): void {
  const owner = readOwner(place);
  if (owner && processIdentity(owner.pid) === owner.identity) {
    throw new EmbeddedDatabaseError(
      'in-use',
      `The database in ${place.directory} is in use by process ${owner.pid}: stop that one first.`,
    );
  }
  try {
    const mine = { pid: process.pid, identity: processIdentity(process.pid) };
    writeFileSync(place.ownerFile, JSON.stringify(mine), { mode: 0o600 });
  } catch (error) {
    throw explainFileError(error, place.directory);
  }
}

function readOwner(place: ClusterDirectory): { pid: number; identity: string } | undefined {
  try {
    return JSON.parse(readFileSync(place.ownerFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Removes the record. */
export function releaseDirectory(place: ClusterDirectory): void {
  rmSync(place.ownerFile, { force: true });
}
