import { type AuthRequest } from '@ppf/mediamtx';

/** What a token has been used for: the one viewing session that it opened. */
export interface StreamTokenUse {
  /** `webrtc`, `rtsp`, `hls`, or `playback`, whose calls carry no protocol. */
  readonly protocol: string;
  /** The client's address. */
  readonly address: string;
  /** Connections and sessions that showed it (MediaMTX contract §1.6). */
  readonly ids: readonly string[];
}

/** A token was shown for something that is not its one session. */
export type StreamTokenMisuse = 'token-spent' | 'protocol-not-served';

/** DESCRIBE's connection and, from v1.19.3 on, SETUP's session (MediaMTX contract §1.6). */
const RTSP_IDS = 2;

/**
 * One token, one viewing session: what the token's use is after this request, `free` when the request opens nothing,
 * or why it is refused. Pure.
 */
export function nextUse(
  request: AuthRequest,
  before: StreamTokenUse | undefined,
): StreamTokenUse | 'free' | StreamTokenMisuse {
  const protocol = request.action === 'playback' ? 'playback' : request.protocol;
  if (before && before.protocol !== protocol) return 'token-spent';
  switch (protocol) {
    case 'webrtc':
      return webrtcUse(request, before);
    case 'rtsp':
      return rtspUse(request, before);
    case 'hls':
    case 'playback':
      return addressUse(request, before, protocol);
    default:
      return 'protocol-not-served';
  }
}

/** OPTIONS and the page have no id and open nothing; the first POST's id is the session's. */
function webrtcUse({ id, ip }: AuthRequest, before: StreamTokenUse | undefined) {
  if (id === null) return 'free';
  if (!before) return { protocol: 'webrtc', address: ip, ids: [id] };
  return before.ids[0] === id ? before : 'token-spent';
}

function rtspUse({ id, ip }: AuthRequest, before: StreamTokenUse | undefined) {
  if (id === null) return 'protocol-not-served';
  if (!before) return { protocol: 'rtsp', address: ip, ids: [id] };
  if (before.address !== ip) return 'token-spent';
  if (before.ids.includes(id)) return before;
  return before.ids.length < RTSP_IDS ? { ...before, ids: [...before.ids, id] } : 'token-spent';
}

/** Every load of an HLS index has a new id, and up to v1.17.1 every segment asks without one. */
function addressUse({ ip }: AuthRequest, before: StreamTokenUse | undefined, protocol: string) {
  if (!before) return { protocol, address: ip, ids: [] };
  return before.address === ip ? before : 'token-spent';
}
