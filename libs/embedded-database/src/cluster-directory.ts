import path from 'node:path';

/** The superuser of an embedded cluster; there is no other. */
export const DATABASE_USER = 'ppf';

/** What lies in the directory of an embedded database. `cluster` is PostgreSQL's data directory or a link to it. */
export interface ClusterDirectory {
  readonly directory: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly ownerFile: string;
}

/** Names the files of an embedded database, touching none. */
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
