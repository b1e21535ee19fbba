import { once } from 'node:events';
import type { Server } from 'node:http';
import { PeriodicTask } from '../scheduling/periodic-task';

/** Milliseconds for requests in flight to complete; then their connections are closed. */
const GRACE_MS = 5000;
/** Milliseconds between two checks for idle connections. */
const CHECK_INTERVAL_MS = 50;

/**
 * Accepts no more connections and closes the existing ones, each as soon as it has no request in flight.
 * @returns when none is left, after five seconds at the latest.
 * @param endEndless Ends responses without an end (event streams); called repeatedly, because a kept connection may request another.
 */
export async function drainRequests(server: Server, endEndless: () => void): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  endEndless();
  const closing = new PeriodicTask({
    intervalMs: CHECK_INTERVAL_MS,
    firstDelayMs: CHECK_INTERVAL_MS,
    run: () => {
      endEndless();
      // A response does not close a connection that the client keeps alive.
      server.closeIdleConnections();
    },
    // Responses that cannot be ended are cut.
    report: { failed: () => server.closeAllConnections() },
  });
  closing.start();
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  await closing.stop();
  clearTimeout(cut);
}
