import { type SupervisedProcess } from './processes/supervised-process';
import { StartFault } from './start-fault';

const READY_WITHIN_MS = 90_000;
const ASK_EVERY_MS = 150;

/** Waits until `GET /health/ready` returns 200. @throws StartFault with the message of a backend that ends. */
export async function waitUntilReady(
  url: string,
  backend: SupervisedProcess,
  stopped: () => boolean,
): Promise<void> {
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end && !stopped();) {
    if (!backend.running) throw new StartFault(lastWords(backend.output()));
    const status = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  if (!stopped())
    throw new StartFault(`The backend was not ready within ${READY_WITHIN_MS / 1000} s: see its log.`);
}

/** Returns the message of the backend: its log lines are JSON, its reason for ending is text. */
export function lastWords(output: string): string {
  const words = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'));
  return words.join('\n') || 'The backend ended without a reason: see its log.';
}
