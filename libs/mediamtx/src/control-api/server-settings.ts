import { createHash, timingSafeEqual } from 'node:crypto';
import { type ControlApiCredential } from './exchange';
import { countOf, fieldsOf, listOf, textOf } from './json-fields';

/** Where a server asks whether somebody may publish or watch. Holds no password. */
export interface HookSettings {
  /** `/api/v1/streams/validate-token`. */
  readonly route: string;
  /** Whether it proves itself as is expected of it; null: it does not tell its password. */
  readonly provesItself: boolean | null;
}

/** How a server's WebRTC can be reached. */
export interface WebrtcSettings {
  /** Port for media, UDP; null: it takes none. */
  readonly udpPort: number | null;
  /** Names or addresses that it offers besides those of its interfaces (`webrtcAdditionalHosts`). */
  readonly additionalHosts: readonly string[];
  /** How many STUN and TURN servers it uses. */
  readonly iceServers: number;
}

/** What a server's global configuration says of who may watch, and of WebRTC. */
export interface ServerSettings {
  /** `internal`, `http` or `jwt`. */
  readonly authMethod: string;
  /** Null: it asks nobody. */
  readonly hook: HookSettings | null;
  /** Null: WebRTC is off. */
  readonly webrtc: WebrtcSettings | null;
}

/**
 * Reads a global configuration. Everything else in it, secrets above all, ends here (MediaMTX contract §4).
 * @param expected What the server shows its hook.
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
  // Releases hide passwords in their own way: what is hidden is not known to be wrong.
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
