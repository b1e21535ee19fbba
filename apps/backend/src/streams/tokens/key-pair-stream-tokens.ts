import { createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { isSignedBy, publicJwk, signToken, tokenHead } from '../../platform/crypto/key-pair-token';
import { STREAM_AUDIENCE, STREAM_ISSUER } from '../../platform/crypto/stream-token-names';
import {
  CLOCK_SKEW_SECONDS,
  MAX_STREAM_TOKEN_BYTES,
  type SignedStreamToken,
  type StreamClaims,
  type StreamTokenGrant,
  type StreamTokenFault,
  StreamTokens,
  type StreamTokenSecrets,
} from './stream-token';

/** Keys of JWT mode. */
export interface StreamTokenKeys {
  /** Signs new tokens. */
  readonly tokenKey: KeyObject;
  /** Another one whose tokens are good, while rotating; null: none. */
  readonly previousTokenKey: KeyObject | null;
}

/**
 * What a token of JWT mode says: what MediaMTX checks (MediaMTX contract §2), and whose it is. No `nbf`: MediaMTX grants
 * no leeway, and a clock that is a second behind ours would refuse every new token.
 */
interface PermissionClaims {
  readonly iss: string;
  readonly aud: string;
  /** The token's id: MediaMTX lists it as the session's `user` (≥ v1.17.0), as it does the user name in hook mode. */
  readonly sub: string;
  readonly typ: 'stream';
  /** Whose token: `user:7`. */
  readonly viewer: string;
  readonly iat: number;
  readonly exp: number;
  /** One entry, its path exact. */
  readonly mediamtx_permissions: readonly [{ readonly action: StreamClaims['act']; readonly path: string }];
}

interface AcceptedKey {
  readonly head: string;
  readonly publicKey: KeyObject;
}

/**
 * Stream tokens that MediaMTX checks by itself: EdDSA or ES256, by the kind of key. Tokens of hook mode are accepted too,
 * so that the hook goes on answering media servers that still ask it while an installation changes over.
 */
export class KeyPairStreamTokens extends StreamTokens {
  private readonly head: string;
  private readonly key: KeyObject;
  private readonly keys: readonly AcceptedKey[];

  constructor(secrets: StreamTokenSecrets, { tokenKey, previousTokenKey }: StreamTokenKeys) {
    super(secrets);
    const current = acceptedKey(createPublicKey(tokenKey));
    this.key = tokenKey;
    this.head = current.head;
    this.keys = previousTokenKey ? [current, acceptedKey(previousTokenKey)] : [current];
  }

  /** A new token, and its claims. */
  override sign(about: StreamTokenGrant, ttlSeconds: number, now: Date): SignedStreamToken {
    const iat = Math.floor(now.getTime() / 1000);
    const said: PermissionClaims = {
      iss: STREAM_ISSUER,
      aud: STREAM_AUDIENCE,
      sub: about.jti ?? randomUUID(),
      typ: 'stream',
      viewer: about.sub,
      iat,
      exp: iat + ttlSeconds,
      mediamtx_permissions: [{ action: about.act, path: about.path }],
    };
    return { token: signToken(this.head, said, this.key), claims: claimsOf(said) };
  }

  /** The claims of a token that is ours and valid now, else what is wrong with it. Never throws. */
  override verify(token: string, now: Date): StreamClaims | StreamTokenFault {
    if (token.length > MAX_STREAM_TOKEN_BYTES) return 'token-malformed';
    const signed = this.keys.find(({ head }) => token.startsWith(head));
    if (!signed) return super.verify(token, now);
    const dot = token.lastIndexOf('.');
    if (dot < signed.head.length) return 'token-malformed';
    const signature = Buffer.from(token.slice(dot + 1), 'base64url');
    // Compared as text too: base64url can write the same bytes in several ways, and one token has one text.
    const isCanonical = signature.toString('base64url') === token.slice(dot + 1);
    if (!isCanonical || !isSignedBy(signed.publicKey, token.slice(0, dot), signature)) return 'token-forged';
    const claims = parse(token.slice(signed.head.length, dot));
    if (!claims) return 'token-malformed';
    const seconds = now.getTime() / 1000;
    if (claims.exp <= seconds) return 'token-expired';
    return claims.iat > seconds + CLOCK_SKEW_SECONDS ? 'token-not-yet-valid' : claims;
  }
}

function acceptedKey(publicKey: KeyObject): AcceptedKey {
  return { head: tokenHead(publicKey, publicJwk(publicKey).kid), publicKey };
}

/** The same in the words of hook mode. */
function claimsOf({
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

// The signature is ours by now: what is checked here is that it was made for this purpose.
function parse(payload: string): StreamClaims | null {
  let said: Partial<PermissionClaims> | null;
  try {
    said = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Partial<PermissionClaims> | null;
  } catch {
    return null;
  }
  const permissions: unknown = said?.mediamtx_permissions;
  const [permission, ...more] = Array.isArray(permissions) ? (permissions as unknown[]) : [];
  const { action, path } = (permission ?? {}) as { action?: unknown; path?: unknown };
  const whole =
    said?.iss === STREAM_ISSUER &&
    said.aud === STREAM_AUDIENCE &&
    said.typ === 'stream' &&
    typeof said.sub === 'string' &&
    typeof said.viewer === 'string' &&
    typeof said.iat === 'number' &&
    typeof said.exp === 'number' &&
    more.length === 0 &&
    (action === 'read' || action === 'playback') &&
    typeof path === 'string' &&
    path !== '';
  return whole ? claimsOf(said as PermissionClaims) : null;
}
