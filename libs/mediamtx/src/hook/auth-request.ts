/** Action of a client of MediaMTX (MediaMTX contract §1.2). */
export const AUTH_ACTIONS = ['publish', 'read', 'playback', 'api', 'metrics', 'pprof'] as const;
export type AuthAction = (typeof AUTH_ACTIONS)[number];

/** Body of a hook request. Fields that a release does not send are empty (MediaMTX contract §1.2). */
export interface AuthRequest {
  /** Address of the client, behind a trusted proxy the forwarded one; `<nil>` when MediaMTX has none. */
  readonly ip: string;
  readonly user: string;
  readonly password: string;
  /** Since v1.12.3; from v1.18.0 also filled with the password. */
  readonly token: string;
  readonly action: AuthAction;
  /** Without leading slash; empty for `api`, `metrics` and `pprof`. */
  readonly path: string;
  /** `rtsp`, `webrtc`, `hls`, `rtmp`, `srt`, `moq`; empty for playback, api, metrics, pprof. */
  readonly protocol: string;
  /** Id of the connection or session (MediaMTX contract §1.6); null for requests without one. */
  readonly id: string | null;
  /** Raw query of the client's URL, without `?`. */
  readonly query: string;
  /** Since v1.19.0. */
  readonly userAgent: string;
}

/**
 * Largest hook body in bytes. Our tokens have fewer than 512 bytes and RTSP URLs at most 2048 (MediaMTX contract §7), so a
 * longer body comes from a client without a token.
 */
export const MAX_AUTH_BODY_BYTES = 16_384;

const ACTIONS: ReadonlySet<string> = new Set(AUTH_ACTIONS);

/**
 * Parses a hook body. Ignores unknown fields, because releases add some (v1.19.0 added `userAgent`). Returns null when the
 * text is not a JSON object, the action is unknown or a field has the wrong type. Never throws.
 */
export function parseAuthRequest(text: string): AuthRequest | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? fromFields(body as Readonly<Record<string, unknown>>)
    : null;
}

function fromFields(body: Readonly<Record<string, unknown>>): AuthRequest | null {
  const { ip, action, path, id = null } = body;
  const { user = '', password = '', token = '', protocol = '', query = '', userAgent = '' } = body;
  if (
    typeof ip !== 'string' ||
    typeof action !== 'string' ||
    typeof path !== 'string' ||
    typeof user !== 'string' ||
    typeof password !== 'string' ||
    typeof token !== 'string' ||
    typeof protocol !== 'string' ||
    typeof query !== 'string' ||
    typeof userAgent !== 'string' ||
    (id !== null && typeof id !== 'string') ||
    !ACTIONS.has(action)
  ) {
    return null;
  }
  return { ip, user, password, token, action: action as AuthAction, path, protocol, id, query, userAgent };
}
