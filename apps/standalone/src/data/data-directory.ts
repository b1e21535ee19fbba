import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFileError } from '../start-fault';

/** What lies where in DATA_DIR. */
export interface DataDirectory {
  readonly root: string;
  readonly database: string;
  readonly mediaServer: string;
  readonly log: string;
  /** Pid files of what runs now. */
  readonly run: string;
  readonly secretsFile: string;
  readonly signInFile: string;
  readonly sampleWorkshopFile: string;
  /** What the last start was given (started-with.ts). */
  readonly startFile: string;
}

/** Makes what is missing of it. Throws a StartFault where it may not. */
export function prepareDataDirectory(root: string): DataDirectory {
  const place: DataDirectory = {
    root,
    database: path.join(root, 'postgresql'),
    mediaServer: path.join(root, 'mediamtx'),
    log: path.join(root, 'log'),
    run: path.join(root, 'run'),
    secretsFile: path.join(root, 'secrets.json'),
    signInFile: path.join(root, 'sign-in.txt'),
    sampleWorkshopFile: path.join(root, 'sample-workshop.json'),
    startFile: path.join(root, 'run', 'started-with.json'),
  };
  try {
    if (!existsSync(root)) {
      mkdirSync(root, { recursive: true });
      // Others may pass (PostgreSQL is another user where root starts us) but not look; secrets are files of mode 600.
      chmodSync(root, 0o711);
    }
    for (const folder of [place.mediaServer, place.log, place.run])
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Asks the file system rather than the mode bits: mounts may be read-only.
    writeFileSync(path.join(place.run, 'writable'), '');
  } catch (error) {
    throw explainFileError(error, root);
  }
  return place;
}
