import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log';
import type { AuthenticationError } from './authentication-error';

/** The longest wait of one who was refused (MediaMTX contract §1.7: random 0–4 s from v1.19.1 on). */
const LONGEST_MS = 4000;

/** Logs a refusal and holds the refused one up, on his own time; not when he is only asked for credentials. */
export async function delayRefusal(error: AuthenticationError, log: Log): Promise<void> {
  if (error.ask) return;
  log('warn', error.message);
  await wait(Math.random() * LONGEST_MS, undefined, { ref: false });
}
