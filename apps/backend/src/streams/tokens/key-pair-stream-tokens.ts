import { type KeyObject, sign, verify } from 'node:crypto';
import {
  CLOCK_SKEW_SECONDS,
  MAX_STREAM_TOKEN_BYTES,
  type StreamClaims,
  type StreamTokenFault,
  StreamTokens,
  type StreamTokenSecrets,
} from './stream-token';
import { STREAM_AUDIENCE, STREAM_ISSUER } from '../../platform/crypto/stream-token-names';

/** A public key of JWT mode. */
export interface AcceptedKey {
  readonly publicKey: KeyObject;
  readonly alg: 'EdDSA' | 'ES256';
  readonly kid: string;
}

/** The key pair that signs tokens of JWT mode. */
export interface SigningKey extends AcceptedKey {
  readonly privateKey: KeyObject;
}

/**
 * Claims of JWT mode: those that MediaMTX verifies (MediaMTX contract §2), and the viewer. No `nbf`: MediaMTX allows no
 * clock skew, and would reject every new token when its clock is a second behind.
 */
interface PermissionClaims {
  readonly iss: string;
  readonly aud: string;
  /** The token's id: MediaMTX lists it as the session's `user` (≥ v1.17.0), as it does the user name in hook mode. */
  readonly sub: string;
  readonly typ: 'stream';
  /** The viewer: `user:7`. */
  readonly viewer: string;
  readonly iat: number;
  readonly exp: number;
  /** One entry with the exact path. */
  readonly mediamtx_permissions: readonly [{ readonly action: StreamClaims['act']; readonly path: string }];
}

/** Signs a token of JWT mode (RFC 7515 §7.1). Own code, because a library takes twice the time of the signature (ADR 15). */
export function signWithKeyPair(claims: StreamClaims, key: SigningKey): string {
  const payload = Buffer.from(JSON.stringify(toPermissionClaims(claims))).toString('base64url');
  const text = `${headOf(key)}${payload}`;
  const signature = sign(hashOf(key), Buffer.from(text), {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${text}.${signature.toString('base64url')}`;
}

function toPermissionClaims({
  iss,
  aud,
  sub,
  typ,
  jti,
  iat,
  exp,
  path,
  act,
}: StreamClaims): PermissionClaims {
  return { iss, aud, sub: jti, typ, viewer: sub, iat, exp, mediamtx_permissions: [{ action: act, path }] };
}

/**
 * Verifies tokens of JWT mode, and those of hook mode too, so that the hook still answers media servers that call it while
 * an installation changes its mode. Synchronous own code without a library, because it runs in the hook's thread.
 */
export class KeyPairStreamTokens extends StreamTokens {
  private readonly keys: readonly { readonly head: string; readonly key: AcceptedKey }[];

  constructor(secrets: StreamTokenSecrets, keys: readonly AcceptedKey[]) {
    super(secrets);
    this.keys = keys.map((key) => ({ head: headOf(key), key }));
  }

  override verify(token: string, now: Date): StreamClaims | StreamTokenFault {
    if (token.length > MAX_STREAM_TOKEN_BYTES) return 'token-malformed';
    const signer = this.keys.find(({ head }) => token.startsWith(head));
    if (!signer) return super.verify(token, now);
    const dot = token.lastIndexOf('.');
    if (dot < signer.head.length) return 'token-malformed';
    const signature = Buffer.from(token.slice(dot + 1), 'base64url');
    // Compared as text too: base64url can encode the same bytes in several ways, and a token has one text.
    const isCanonical = signature.toString('base64url') === token.slice(dot + 1);
    if (!isCanonical || !isSignedBy(signer.key, token.slice(0, dot), signature)) return 'token-forged';
    const claims = parseClaims(token.slice(signer.head.length, dot));
    if (!claims) return 'token-malformed';
    const seconds = now.getTime() / 1000;
    if (claims.exp <= seconds) return 'token-expired';
    return claims.iat > seconds + CLOCK_SKEW_SECONDS ? 'token-not-yet-valid' : claims;
  }
}

/** The encoded header of a key's tokens, with its dot: it is compared, never parsed. */
function headOf({ alg, kid }: AcceptedKey): string {
  return `${Buffer.from(JSON.stringify({ alg, kid })).toString('base64url')}.`;
}

/** An ECDSA signature in a JWS is not ASN.1 (RFC 7518 §3.4). */
function isSignedBy(key: AcceptedKey, text: string, signature: Buffer): boolean {
  return verify(hashOf(key), Buffer.from(text), { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Null: Ed25519 has its own hash. */
function hashOf({ alg }: AcceptedKey): 'sha256' | null {
  return alg === 'EdDSA' ? null : 'sha256';
}

function toStreamClaims({
  iss,
  aud,
  sub,
  typ,
  viewer,
  iat,
  exp,
  mediamtx_permissions,
}: PermissionClaims): StreamClaims {
  const [{ action: act, path }] = mediamtx_permissions;
  return { iss, aud, sub: viewer, typ, jti: sub, iat, nbf: iat, exp, path, act };
}

// The signature is valid here; this checks that the token was issued for this purpose.
function parseClaims(payload: string): StreamClaims | null {
  let parsed: Partial<PermissionClaims> | null;
  try {
    parsed = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    ) as Partial<PermissionClaims> | null;
  } catch {
    return null;
  }
  const permissions: unknown = parsed?.mediamtx_permissions;
  const [permission, ...more] = Array.isArray(permissions) ? (permissions as unknown[]) : [];
  const { action, path } = (permission ?? {}) as { action?: unknown; path?: unknown };
  const isComplete =
    parsed?.iss === STREAM_ISSUER &&
    parsed.aud === STREAM_AUDIENCE &&
    parsed.typ === 'stream' &&
    typeof parsed.sub === 'string' &&
    typeof parsed.viewer === 'string' &&
    typeof parsed.iat === 'number' &&
    typeof parsed.exp === 'number' &&
    more.length === 0 &&
    (action === 'read' || action === 'playback') &&
    typeof path === 'string' &&
    path !== '';
  return isComplete ? toStreamClaims(parsed as PermissionClaims) : null;
}
