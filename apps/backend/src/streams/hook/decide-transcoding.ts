import { type AuthRequest } from '@ppf/mediamtx';
import { isTicketFor, TICKET_SECONDS, type TranscoderErrand } from '../../platform/crypto/transcoder-ticket';
import { type StreamAccess } from '../access-index/pit-access';
import { nextUse, type StreamTokenMisuse, type StreamTokenUse } from '../tokens/stream-token-use';

/** Why a transcoder is told no. */
export type TranscoderDenial =
  StreamTokenMisuse | 'no-such-transcoder' | 'transcoder-elsewhere' | 'wrong-ticket';

/** A ticket that was shown, to be remembered: it opens one session and no other. */
export interface ShownTicket {
  readonly ticket: string;
  /** When it can be forgotten, in seconds since the epoch. */
  readonly exp: number;
  readonly use: StreamTokenUse;
}

/** What is known of tickets. */
export interface TicketKnowledge {
  readonly uses: { of(ticket: string): StreamTokenUse | undefined };
  /** The hook's secret, which MediaMTX has in its environment too. */
  readonly ticketSecret: string;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/i;
/** FFmpeg's DESCRIBE and, from v1.19.3 on, its SETUP; other players need one more (stream-token-use.ts). */
const MAX_IDS = 2;
/** Milliseconds from DESCRIBE to SETUP, on one machine. */
const OPENING_MS = 1000;
/** A ticket may be made by a clock that is ahead of ours, and is good for as long from then on. */
const REMEMBER_SECONDS = 2 * TICKET_SECONDS;

/**
 * Whether MediaMTX's own FFmpeg may read a camera's video, or publish it re-encoded. Asked for what looks like a ticket.
 * Pure. A ticket is good for one session of the media server's own machine: what a process list shows is spent.
 */
export function decideTranscoding(
  ticket: string,
  request: AuthRequest,
  found: StreamAccess | undefined,
  known: TicketKnowledge,
  now: Date,
): ShownTicket | TranscoderDenial {
  const errand = found && errandOf(request, found);
  if (!errand) return 'no-such-transcoder';
  if (!LOOPBACK.test(request.ip) || request.protocol !== 'rtsp') return 'transcoder-elsewhere';
  if (!isTicketFor(ticket, errand, known.ticketSecret, now)) return 'wrong-ticket';
  const before = known.uses.of(ticket);
  const { since = now.getTime() } = before ?? {};
  const use = nextUse(request, before);
  if (use === 'free' || use === 'token-spent') return 'token-spent';
  if (use === 'protocol-not-served') return use;
  if (use.ids.length > MAX_IDS) return 'token-spent';
  // Up to v1.19.2 DESCRIBE and SETUP have one id, and a second one would be somebody else's.
  if (use !== before && before && now.getTime() - since > OPENING_MS) return 'token-spent';
  return {
    ticket,
    exp: Math.floor(now.getTime() / 1000) + REMEMBER_SECONDS,
    use: use === before ? use : { ...use, since },
  };
}

function errandOf({ action, path }: AuthRequest, { pit, stream }: StreamAccess): TranscoderErrand | null {
  if (!pit.transcode || pit.paused) return null;
  if (action === 'read' && stream === 'raw') return { act: 'read', path };
  return action === 'publish' && stream === 'main' ? { act: 'publish', path } : null;
}
