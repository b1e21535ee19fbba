import { hash } from 'node:crypto';
import { sameBytes } from '../../platform/crypto/secrets';

/** Actions of a transcoder: read the camera's video, or publish the video for viewers. */
export type TranscoderAct = 'read' | 'publish';

/** The action that a ticket allows. */
export interface TranscoderErrand {
  readonly act: TranscoderAct;
  /** MediaMTX's name for the stream that is read or published. */
  readonly path: string;
}

/** Name of the variable in MediaMTX's environment that holds the hook's secret. */
export const TRANSCODER_SECRET_VARIABLE = 'MEDIAMTX_HOOK_SECRET';
/** Seconds that a ticket is valid: FFmpeg publishes after it has analysed the camera's video. */
export const TICKET_SECONDS = 60;
/** Seconds that the media server's clock may be ahead of the backend's. */
const AHEAD_SECONDS = 30;
const PREFIX = 'transcoder-';
const FORM = /^transcoder-[0-9a-f]{64}$/;

/**
 * The shell words that make a ticket where the transcoder runs: SHA-256 of the secret, the errand and the second. The
 * secret passes by a pipe from the environment, never by an argument, and what is left in the process list afterwards is
 * a ticket that has been used. No `$`: MediaMTX would take it for a variable.
 */
export function ticketInShell({ act, path }: TranscoderErrand): string {
  const lines = `{ printenv ${TRANSCODER_SECRET_VARIABLE}; echo transcoder ${act} ${path}; date +%s; }`;
  return `${PREFIX}\`${lines} | sha256sum | cut -c-64\``;
}

/** Creates the same ticket here. @param second Seconds since 1970. */
export function ticketOf({ act, path }: TranscoderErrand, secret: string, second: number): string {
  return PREFIX + hash('sha256', `${secret}\ntranscoder ${act} ${path}\n${second}\n`);
}

/** Whether a text has the form of a ticket. It may be forged or expired. */
export function looksLikeTicket(text: string): boolean {
  return FORM.test(text);
}

/** Whether this is the errand's ticket, made lately. Costs about 0.1 ms: ask only for what looks like a ticket. */
export function isTicketFor(ticket: string, errand: TranscoderErrand, secret: string, now: Date): boolean {
  const second = Math.floor(now.getTime() / 1000);
  const given = Buffer.from(ticket);
  for (let at = second + AHEAD_SECONDS; at > second - TICKET_SECONDS; at -= 1)
    if (sameBytes(given, Buffer.from(ticketOf(errand, secret, at)))) return true;
  return false;
}
