// The bench's hand on control-api.mjs.
import { startBare } from './backend.mjs';

/** A media server as far as the backend sees it; `ask(job)` gives what control-api.mjs has to tell. */
export async function startControlApi() {
  const { port, child } = await startBare('control-api.mjs');
  const waiting = new Map();
  let last = 0;
  child.on('message', ({ id, result }) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const ask = (job) =>
    new Promise((resolve) => {
      const id = (last += 1);
      waiting.set(id, resolve);
      child.send({ id, job });
    });
  /** Waits until it has `paths` paths. */
  const untilPaths = async (paths, seconds = 60) => {
    const until = Date.now() + seconds * 1000;
    while ((await ask('counts')).paths < paths) {
      if (Date.now() > until) throw new Error(`The backend did not set ${paths} paths within ${seconds} s.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { port, child, ask, untilPaths };
}
