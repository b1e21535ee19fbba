import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFileError } from '../start-fault';

/** Paths in DATA_DIR. */
export interface DataDirectory {
  readonly root: string;
  readonly database: string;
  readonly mediaServer: string;
  /** Files of the media agent. */
  readonly mediaAgent: string;
  readonly log: string;
  /** Pid files of the running programs. */
  readonly run: string;
  readonly secretsFile: string;
  readonly signInFile: string;
  readonly sampleWorkshopFile: string;
  /** Settings of the last start (started-with.ts). */
  readonly startFile: string;
}

/** Creates missing folders. @throws StartFault without permission. */
export function prepareDataDirectory(root: string): DataDirectory {
  const place: DataDirectory = {
    root,
    database: path.join(root, 'postgresql'),
    mediaServer: path.join(root, 'mediamtx'),
    mediaAgent: path.join(root, 'media-agent'),
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
      // Other users can enter but not list it: PostgreSQL runs as another user under root. Secrets are files of mode 600.
      chmodSync(root, 0o711);
    }
    for (const folder of [place.mediaServer, place.mediaAgent, place.log, place.run])
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Tests by writing: the mode bits do not show a read-only mount.
    writeFileSync(path.join(place.run, 'writable'), '');
  } catch (error) {
    throw explainFileError(error, root);
  }
  return place;
}
