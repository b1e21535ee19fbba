import { type AuthRequest } from '@ppf/mediamtx';

/** The use of a token: the one viewing session that it opened. */
export interface StreamTokenUse {
  /** `webrtc`, `rtsp`, `hls`, or `playback`, whose hook requests have no protocol. Two only for HLS beside WebRTC. */
  readonly protocols: readonly string[];
  /** The client's address. */
  readonly address: string;
  /** Ids of the WebRTC session, or of the RTSP connections and sessions, that presented it (MediaMTX contract §1.6). */
  readonly ids: readonly string[];
  /** When it was first presented, milliseconds since 1970. Of transcoders' tickets only. */
  readonly since?: number;
}

/** Why a token cannot be used for a request. */
export type StreamTokenMisuse = 'token-spent' | 'protocol-not-served';

/**
 * Ids of one RTSP player: DESCRIBE's connection and, from v1.19.3 on, SETUP's session (MediaMTX contract §1.6). One more
 * for rtspsrc of GStreamer 1.22.0, which sends its first SETUP to an invalid path, is disconnected, and reconnects.
 */
const MAX_RTSP_IDS = 3;
/** HLS preroll beside WebRTC: one viewer, one viewing session, one address. */
const PREROLL_PROTOCOLS: readonly string[] = ['webrtc', 'hls'];

/**
 * One token opens one viewing session. Pure.
 * @returns The token's use after this request, `free` when the request opens no session, or why it is denied.
 */
export function decideTokenUse(
  request: AuthRequest,
  before: StreamTokenUse | undefined,
): StreamTokenUse | 'free' | StreamTokenMisuse {
  const protocol = request.action === 'playback' ? 'playback' : request.protocol;
  if (before && !isCompatible(protocol, before)) return 'token-spent';
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

function isCompatible(protocol: string, { protocols }: StreamTokenUse): boolean {
  return (
    [protocol, ...protocols].every((each) => PREROLL_PROTOCOLS.includes(each)) || protocols.includes(protocol)
  );
}

/** OPTIONS and the page have no id and open no session; the first POST's id is the session's. */
function webrtcUse({ id, ip }: AuthRequest, before: StreamTokenUse | undefined) {
  if (id === null) return 'free';
  if (!before) return { protocols: ['webrtc'], address: ip, ids: [id] };
  if (before.protocols.includes('webrtc')) return before.ids[0] === id ? before : 'token-spent';
  return before.address === ip ? { ...before, protocols: PREROLL_PROTOCOLS, ids: [id] } : 'token-spent';
}

function rtspUse({ id, ip }: AuthRequest, before: StreamTokenUse | undefined) {
  if (id === null) return 'protocol-not-served';
  if (!before) return { protocols: ['rtsp'], address: ip, ids: [id] };
  if (before.address !== ip) return 'token-spent';
  if (before.ids.includes(id)) return before;
  return before.ids.length < MAX_RTSP_IDS ? { ...before, ids: [...before.ids, id] } : 'token-spent';
}

/** Every load of an HLS index has a new id, and up to v1.17.1 every segment request has none. */
function addressUse({ ip }: AuthRequest, before: StreamTokenUse | undefined, protocol: string) {
  if (!before) return { protocols: [protocol], address: ip, ids: [] };
  if (before.address !== ip) return 'token-spent';
  return before.protocols.includes(protocol) ? before : { ...before, protocols: PREROLL_PROTOCOLS };
}
