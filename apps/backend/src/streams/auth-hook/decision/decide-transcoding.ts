import { type AuthRequest, type TranscodeJob } from '@ppf/mediamtx';
import { isTicketFor, TICKET_SECONDS } from '../../../platform/crypto/transcoder-ticket';
import { type StreamAccess } from '../../access-index/pit-access';
import { decideTokenUse, type StreamTokenMisuse, type StreamTokenUse } from '../../tokens/decide-token-use';

/** Why the hook denies a transcoder. */
export type TranscoderDenyReason =
  StreamTokenMisuse | 'no-such-transcoder' | 'transcoder-elsewhere' | 'wrong-ticket';

/** A ticket that was presented. The caller stores its use: a ticket opens one session. */
export interface PresentedTicket {
  readonly ticket: string;
  /** When its use can be removed, seconds since 1970. */
  readonly exp: number;
  readonly use: StreamTokenUse;
}

/** The state that a decision about a ticket reads. */
export interface TicketContext {
  readonly uses: { of(ticket: string): StreamTokenUse | undefined };
  /** The hook's secret, which MediaMTX has in its environment. */
  readonly ticketSecret: string;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/i;
/** FFmpeg's DESCRIBE and, from v1.19.3 on, its SETUP; other players need one more (decide-token-use.ts). */
const MAX_IDS = 2;
/** Milliseconds allowed from DESCRIBE to SETUP, on one machine. */
const MAX_OPENING_MS = 1000;
/** Seconds that a use is kept: a ticket may be issued by a clock that is ahead, and is valid from then on. */
const KEEP_USE_SECONDS = 2 * TICKET_SECONDS;

/**
 * Decides whether MediaMTX's own FFmpeg may read a camera's video, or publish it re-encoded. A ticket is valid for one
 * session from the media server's own machine, so a ticket that a process list shows cannot be used again. Pure.
 */
export function decideTranscoding(
  ticket: string,
  request: AuthRequest,
  found: StreamAccess | undefined,
  context: TicketContext,
  now: Date,
): PresentedTicket | TranscoderDenyReason {
  const job = found && transcodeJobOf(request, found);
  if (!job) return 'no-such-transcoder';
  if (!LOOPBACK.test(request.ip) || request.protocol !== 'rtsp') return 'transcoder-elsewhere';
  if (!isTicketFor(ticket, job, context.ticketSecret, now)) return 'wrong-ticket';
  const before = context.uses.of(ticket);
  const { since = now.getTime() } = before ?? {};
  const use = decideTokenUse(request, before);
  if (use === 'free' || use === 'token-spent') return 'token-spent';
  if (use === 'protocol-not-served') return use;
  if (use.ids.length > MAX_IDS) return 'token-spent';
  // Up to v1.19.2 DESCRIBE and SETUP have one id; a second id belongs to another client.
  if (use !== before && before && now.getTime() - since > MAX_OPENING_MS) return 'token-spent';
  return {
    ticket,
    exp: Math.floor(now.getTime() / 1000) + KEEP_USE_SECONDS,
    use: use === before ? use : { ...use, since },
  };
}

function transcodeJobOf({ action, path }: AuthRequest, { pit, stream }: StreamAccess): TranscodeJob | null {
  if (!pit.transcode || pit.paused) return null;
  if (action === 'read' && stream === 'raw') return { act: 'read', path };
  return action === 'publish' && stream === 'main' ? { act: 'publish', path } : null;
}
