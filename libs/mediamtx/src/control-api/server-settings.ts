import { createHash, timingSafeEqual } from 'node:crypto';
import { type ControlApiCredential } from './exchange';
import { countOf, fieldsOf, listOf, textOf } from './json-fields';

/** Settings of the auth hook. Contains no password. */
export interface HookSettings {
  /** `/api/v1/streams/validate-token`. */
  readonly route: string;
  /** Whether it sends the expected credential; null: the password is hidden. */
  readonly provesItself: boolean | null;
}

/** Network settings of WebRTC. */
export interface WebrtcSettings {
  /** UDP port for media; null: there is none. */
  readonly udpPort: number | null;
  /** Hosts that it offers in addition to its interfaces (`webrtcAdditionalHosts`). */
  readonly additionalHosts: readonly string[];
  /** Number of STUN and TURN servers. */
  readonly iceServers: number;
}

/** Authentication and WebRTC settings of a media server. */
export interface ServerSettings {
  /** `internal`, `http` or `jwt`. */
  readonly authMethod: string;
  /** Null: it uses no auth hook. */
  readonly hook: HookSettings | null;
  /** Null: WebRTC is off. */
  readonly webrtc: WebrtcSettings | null;
}

/**
 * Parses a global configuration. Drops everything else, because it contains secrets (MediaMTX contract §4).
 * @param expected Credential that the media server should send to the auth hook.
 */
export function serverSettingsOf(config: unknown, expected: ControlApiCredential): ServerSettings {
  const fields = fieldsOf(config);
  const authMethod = textOf(fields['authMethod']);
  return {
    authMethod,
    hook: authMethod === 'http' ? hookOf(textOf(fields['authHTTPAddress']), expected) : null,
    webrtc: fields['webrtc'] === true ? webrtcOf(fields) : null,
  };
}

function hookOf(address: string, expected: ControlApiCredential): HookSettings | null {
  if (!URL.canParse(address)) return null;
  const { pathname, username, password } = new URL(address);
  const shown = [username, password].map(decoded);
  // Releases hide passwords in different ways. A hidden password is neither right nor wrong.
  const isHidden = /^(<redacted>|\*+)$/.test(shown[1] ?? '');
  const isExpected = sameText(shown.join(':'), `${expected.user}:${expected.password}`);
  return { route: pathname, provesItself: isHidden ? null : isExpected };
}

function webrtcOf(fields: Readonly<Record<string, unknown>>): WebrtcSettings {
  return {
    udpPort: portOf(textOf(fields['webrtcLocalUDPAddress'])),
    additionalHosts: listOf(fields['webrtcAdditionalHosts'])
      .map(textOf)
      .filter((host) => host !== ''),
    iceServers: listOf(fields['webrtcICEServers2']).length,
  };
}

/** The port of `:8189` or `127.0.0.1:8189`. */
function portOf(address: string): number | null {
  return countOf(Number(/:(\d{1,5})$/.exec(address)?.[1])) || null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
