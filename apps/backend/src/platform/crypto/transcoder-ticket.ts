import { hash } from 'node:crypto';
import { sameBytes } from '../../platform/crypto/secrets';

/** Action of a transcoder: read a camera's own video, or publish the re-encoded video. */
export type TranscoderAct = 'read' | 'publish';

/** The job that a ticket allows. */
export interface TranscodeJob {
  readonly act: TranscoderAct;
  /** MediaMTX's name of the stream that is read or published. */
  readonly path: string;
}

/** Variable in MediaMTX's environment that contains the hook's secret. */
export const TRANSCODER_SECRET_VARIABLE = 'MEDIAMTX_HOOK_SECRET';
/** Lifetime of a ticket, seconds: FFmpeg publishes after it has analyzed the camera's video. */
export const TICKET_SECONDS = 60;
/** Seconds that the media server's clock may be ahead of the backend's. */
const MAX_AHEAD_SECONDS = 30;
const PREFIX = 'transcoder-';
const FORMAT = /^transcoder-[0-9a-f]{64}$/;

/**
 * Shell command that computes a ticket where the transcoder runs: SHA-256 of the secret, the job and the second. The
 * secret is piped from the environment, never passed as an argument; the process list shows only a ticket that has been
 * used. Without `$`, which MediaMTX would replace as a variable.
 */
export function ticketInShell({ act, path }: TranscodeJob): string {
  const lines = `{ printenv ${TRANSCODER_SECRET_VARIABLE}; echo transcoder ${act} ${path}; date +%s; }`;
  return `${PREFIX}\`${lines} | sha256sum | cut -c-64\``;
}

/** The ticket of a job. @param second Seconds since 1970. */
export function ticketOf({ act, path }: TranscodeJob, secret: string, second: number): string {
  return PREFIX + hash('sha256', `${secret}\ntranscoder ${act} ${path}\n${second}\n`);
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
