import { Socket } from 'node:net';
import { type CameraEndpoint } from '../paths/desired/desired-streams';

/** Milliseconds after which a connection counts as failed. A round trip to another continent takes 300 ms. */
export const CONNECT_TIMEOUT_MS = 700;

/** Opens a TCP connection and closes it immediately, without sending. Never rejects. @returns whether the port is open */
export function connectToPort(
  { address, port }: CameraEndpoint,
  { signal, timeoutMs = CONNECT_TIMEOUT_MS }: { readonly signal: AbortSignal; readonly timeoutMs?: number },
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new Socket();
    const end = (isOpen: boolean) => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(isOpen);
    };
    const abort = () => end(false);
    if (signal.aborted) return void end(false);
    signal.addEventListener('abort', abort, { once: true });
    socket
      .setTimeout(timeoutMs, () => end(false))
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .connect({ host: address, port });
  });
}
