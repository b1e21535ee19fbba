import { type AuthRequest } from '@ppf/mediamtx';

/** What a token has been used for: the one viewing session that it opened. */
export interface StreamTokenUse {
  /** `webrtc`, `rtsp`, `hls`, or `playback`, whose calls carry no protocol. Two only when HLS goes beside WebRTC. */
  readonly protocols: readonly string[];
  /** The client's address. */
  readonly address: string;
  /** WebRTC's session, or RTSP's connections and sessions, that showed it (MediaMTX contract §1.6). */
  readonly ids: readonly string[];
  /** When it was first shown, milliseconds since the epoch. Of transcoders' tickets only. */
  readonly since?: number;
}

/** A token was shown for something that is not its one session. */
export type StreamTokenMisuse = 'token-spent' | 'protocol-not-served';

/**
 * Ids that one RTSP player shows: DESCRIBE's connection and, from v1.19.3 on, SETUP's session (MediaMTX contract §1.6).
 * One more for rtspsrc of GStreamer 1.22.0, which sends its first SETUP to a path that is none, is disconnected, and
 * begins again on a second connection.
 */
const MAX_RTSP_IDS = 3;
/** The player shows HLS until WebRTC's first key frame: one viewer, one session, from one address. */
const BESIDE_EACH_OTHER: readonly string[] = ['webrtc', 'hls'];

/**
 * One token, one viewing session: what the token's use is after this request, `free` when the request opens nothing,
 * or why it is refused. Pure.
 */
export function decideTokenUse(
  request: AuthRequest,
  before: StreamTokenUse | undefined,
): StreamTokenUse | 'free' | StreamTokenMisuse {
  const protocol = request.action === 'playback' ? 'playback' : request.protocol;
  if (before && !goesWith(protocol, before)) return 'token-spent';
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

function goesWith(protocol: string, { protocols }: StreamTokenUse): boolean {
  return (
    [protocol, ...protocols].every((each) => BESIDE_EACH_OTHER.includes(each)) || protocols.includes(protocol)
  );
}

/** OPTIONS and the page have no id and open nothing; the first POST's id is the session's. */
function webrtcUse({ id, ip }: AuthRequest, before: StreamTokenUse | undefined) {
  if (id === null) return 'free';
  if (!before) return { protocols: ['webrtc'], address: ip, ids: [id] };
  if (before.protocols.includes('webrtc')) return before.ids[0] === id ? before : 'token-spent';
  return before.address === ip ? { ...before, protocols: BESIDE_EACH_OTHER, ids: [id] } : 'token-spent';
}

function rtspUse({ id, ip }: AuthRequest, before: StreamTokenUse | undefined) {
  if (id === null) return 'protocol-not-served';
  if (!before) return { protocols: ['rtsp'], address: ip, ids: [id] };
  if (before.address !== ip) return 'token-spent';
  if (before.ids.includes(id)) return before;
  return before.ids.length < MAX_RTSP_IDS ? { ...before, ids: [...before.ids, id] } : 'token-spent';
}

/** Every load of an HLS index has a new id, and up to v1.17.1 every segment asks without one. */
function addressUse({ ip }: AuthRequest, before: StreamTokenUse | undefined, protocol: string) {
  if (!before) return { protocols: [protocol], address: ip, ids: [] };
  if (before.address !== ip) return 'token-spent';
  return before.protocols.includes(protocol) ? before : { ...before, protocols: BESIDE_EACH_OTHER };
}
