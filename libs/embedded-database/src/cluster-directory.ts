import path from 'node:path';

/** The only user of an embedded cluster; a superuser. */
export const DATABASE_USER = 'ppf';

/** Files in the directory of an embedded database. `cluster` is the data directory of PostgreSQL or a link to it. */
export interface ClusterDirectory {
  readonly directory: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly ownerFile: string;
}

/** Returns the paths of an embedded database without accessing them. */
export function clusterDirectory(directory: string): ClusterDirectory {
  const at = path.resolve(directory);
  return {
    directory: at,
    cluster: path.join(at, 'cluster'),
    passwordFile: path.join(at, 'password'),
    logFile: path.join(at, 'postgresql.log'),
    ownerFile: path.join(at, 'owner.json'),
  };
}
