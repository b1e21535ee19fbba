import { TICKET_PREFIX, type TranscodeJob } from '@ppf/mediamtx';
import { hash } from 'node:crypto';
import { sameBytes } from '../../platform/crypto/secrets';

/** Lifetime of a ticket, seconds: FFmpeg publishes after it has analyzed the camera's video. */
export const TICKET_SECONDS = 60;
/** Seconds that the media server's clock may be ahead of the backend's. */
const MAX_AHEAD_SECONDS = 30;
const FORMAT = /^transcoder-[0-9a-f]{64}$/;

/** The ticket of a job. @param second Seconds since 1970. */
export function ticketOf({ act, path }: TranscodeJob, secret: string, second: number): string {
  return TICKET_PREFIX + hash('sha256', `${secret}\ntranscoder ${act} ${path}\n${second}\n`);
}

/** Whether a text has the form of a ticket, which may be forged or expired. */
export function looksLikeTicket(text: string): boolean {
  return FORMAT.test(text);
}

/** Whether this is the job's ticket and still valid. Costs about 0.1 ms: ask only for what looks like a ticket. */
export function isTicketFor(ticket: string, job: TranscodeJob, secret: string, now: Date): boolean {
  const second = Math.floor(now.getTime() / 1000);
  const given = Buffer.from(ticket);
  for (let at = second + MAX_AHEAD_SECONDS; at > second - TICKET_SECONDS; at -= 1)
    if (sameBytes(given, Buffer.from(ticketOf(job, secret, at)))) return true;
  return false;
}
