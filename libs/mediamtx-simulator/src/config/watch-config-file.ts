import { watch } from 'node:fs';
import path from 'node:path';

/** Delay until the writer has finished, and minimum time between two reloads (MediaMTX contract §10). */
const SETTLE_MS = 10;
const MIN_RELOAD_INTERVAL_MS = 1000;

/** Watches the file's directory, to detect renames over the file too. Returns a function that stops watching. */
export function watchConfigFile(file: string, onChange: () => void): () => void {
  const name = path.basename(file);
  let last = 0;
  let timer: NodeJS.Timeout | null = null;
  const watcher = watch(path.dirname(path.resolve(file)), (_event, changed) => {
    if (changed !== name || timer || Date.now() - last < MIN_RELOAD_INTERVAL_MS) return;
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
