import { type SessionItem } from '@ppf/mediamtx';

/** Progress of a viewer's HLS session at the last check. */
interface PrerollState {
  readonly bytesSent: number;
  /** When it first had this number of bytes, milliseconds since 1970. */
  readonly since: number;
  /** Whether a WebRTC session with the same token was ever listed beside it. */
  readonly besideWebrtc: boolean;
}

/** HLS sessions at the last check, by id. */
export type PrerollStates = ReadonlyMap<string, PrerollState>;

/** An HLS session without a byte for this long is idle, milliseconds. Two checks may be milliseconds apart. */
const IDLE_AFTER_MS = 1500;

/**
 * HLS sessions that served as preroll and are idle, because WebRTC now carries the stream. The media server keeps them
 * for 30 s (MediaMTX contract §6) and would list one viewer twice, also after the viewer left. A preroll loads a part every
 * 0.2 s, so a session that sends nothing has ended. HLS as the only transport has its own token. Pure.
 */
export function idlePrerollSessions(
  items: readonly SessionItem[],
  before: PrerollStates,
  now: Date,
): { readonly idle: readonly SessionItem[]; readonly states: PrerollStates } {
  const webrtcUsers = new Set(items.filter(({ kind }) => kind === 'webrtc').map(({ user }) => user));
  const states = new Map<string, PrerollState>();
  const idle: SessionItem[] = [];
  for (const item of items) {
    if (item.kind !== 'hls' || item.user === '') continue;
    const last = before.get(item.id);
    const besideWebrtc = webrtcUsers.has(item.user) || (last?.besideWebrtc ?? false);
    const since = last?.bytesSent === item.bytesSent ? last.since : now.getTime();
    if (besideWebrtc && now.getTime() - since >= IDLE_AFTER_MS) idle.push(item);
    states.set(item.id, { bytesSent: item.bytesSent, since, besideWebrtc });
  }
  return { idle, states };
}
