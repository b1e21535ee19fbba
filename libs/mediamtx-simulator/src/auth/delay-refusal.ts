import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log';
import type { AuthenticationError } from './authentication-error';

/** Maximum delay of a denial (MediaMTX contract §1.7: random 0–4 s since v1.19.1). */
const MAX_DELAY_MS = 4000;

/** Logs a denial and delays its response. A challenge is neither logged nor delayed. */
export async function delayRefusal(error: AuthenticationError, log: Log): Promise<void> {
  if (error.isChallenge) return;
  log('warn', error.message);
  await wait(Math.random() * MAX_DELAY_MS, undefined, { ref: false });
}
