import { type ChildProcess } from 'node:child_process';

/** Milliseconds between two attempts of a camera. */
const PAUSE = 500;

/**
 * Publishes as a real camera does: the program that `publish` starts is started again when it ends. It ends when it
 * comes before the media server has the pit's path or its new key, and when one of its own requests is lost.
 */
export function keepPublishing(publish: () => ChildProcess): { stop(): Promise<void> } {
  const enough = new AbortController();
  const publishing = (async () => {
    while (!enough.signal.aborted) {
      await ended(publish(), enough.signal);
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

/** Waits until a program has ended, or kills it on request. */
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
