import { type ChildProcess } from 'node:child_process';

/** Starts a program that publishes to a URL until it is ended; credentials of the URL are used. */
export type Publishes = (url: string) => ChildProcess;

/** Between two tries of a camera, in milliseconds. */
const PAUSE = 500;

/**
 * Publishes as a real camera does: a program that ends is started again. It ends when it comes before the media server
 * has the pit's path or its new key, and when one of its own requests is lost.
 */
export function keepPublishing(publishes: Publishes, url: string): { stop(): Promise<void> } {
  const enough = new AbortController();
  const publishing = (async () => {
    while (!enough.signal.aborted) {
      await ended(publishes(url), enough.signal);
      if (!enough.signal.aborted) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  })();
  return {
    stop: () => {
      enough.abort();
      return publishing;
    },
  };
}

/** Waits until a program has ended by itself, or kills it when it is to. */
async function ended(program: ChildProcess, enough: AbortSignal): Promise<void> {
  const kill = () => void program.kill('SIGKILL');
  enough.addEventListener('abort', kill, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      program.once('error', reject);
      program.once('exit', () => resolve());
    });
  } finally {
    enough.removeEventListener('abort', kill);
  }
}
