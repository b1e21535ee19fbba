import { watch } from 'node:fs';
import path from 'node:path';

/** Time for the writer to finish, and the least time between two reloads (MediaMTX contract §10). */
const SETTLE_MS = 10;
const LEAST_BETWEEN_MS = 1000;

/** Watches the file's directory, so that a rename over the file counts too. Returns what stops it. */
export function watchConfigFile(file: string, onChange: () => void): () => void {
  const name = path.basename(file);
  let last = 0;
  let timer: NodeJS.Timeout | null = null;
  const watcher = watch(path.dirname(path.resolve(file)), (_event, changed) => {
    if (changed !== name || timer || Date.now() - last < LEAST_BETWEEN_MS) return;
    timer = setTimeout(() => {
      timer = null;
      last = Date.now();
      onChange();
    }, SETTLE_MS);
  });
  return () => {
    watcher.close();
    if (timer) clearTimeout(timer);
  };
}
