import { once } from 'node:events';
import type { Server } from 'node:http';

/** Milliseconds that requests in flight have to be answered in; then they are cut. */
const GRACE_MS = 5000;
/** Milliseconds between two looks for connections that have nothing to do any more. */
const LOOK_EVERY_MS = 50;

/**
 * Takes no more connections, and lets those end that are there: a kept one as soon as it has no request in flight.
 * Resolves when none is left, after five seconds at the latest.
 * @param endEndless Ends the answers that have no end; called repeatedly, for a kept connection may still ask for one.
 */
export async function drainRequests(server: Server, endEndless: () => void): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  endEndless();
  const look = setInterval(() => {
    endEndless();
    // Answering does not close a connection that its client keeps.
    server.closeIdleConnections();
  }, LOOK_EVERY_MS);
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(look);
  clearTimeout(cut);
}
