import { createHash, createHmac, type KeyObject, randomUUID } from 'node:crypto';
import { sameBytes, signingKey } from '../../platform/crypto/secrets';
import { STREAM_AUDIENCE, STREAM_ISSUER } from '../../platform/crypto/stream-token-names';

/** The action that a stream token allows on its path. */
export type StreamAct = 'read' | 'playback';

/** Claims of a stream token (RFC 7519). Instants in seconds since 1970. */
export interface StreamClaims {
  readonly iss: string;
  readonly aud: string;
  /** The viewer: `user:7`. */
  readonly sub: string;
  /** Keeps stream tokens and access tokens apart. */
  readonly typ: 'stream';
  /** The token's id, which MediaMTX gets as user name. Without a colon (MediaMTX contract §1.3). */
  readonly jti: string;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  /** MediaMTX's name of the one stream that the token opens. */
  readonly path: string;
  readonly act: StreamAct;
  /** Id of the edge that serves the viewing session; absent: the workshop's own media server. */
  readonly srv?: number;
}

/** Reason why a text is not a valid stream token. */
export type StreamTokenFault = 'token-malformed' | 'token-forged' | 'token-expired' | 'token-not-yet-valid';

/** What a new token allows; with the jti of the previous token when it renews the same viewing session. */
export type StreamTokenGrant = Pick<StreamClaims, 'sub' | 'path' | 'act' | 'srv'> & {
  readonly jti?: string;
};

/** A token with its claims. */
export interface SignedStreamToken {
  readonly token: string;
  readonly claims: StreamClaims;
}

/** Secrets of hook mode, the current one first. */
export interface StreamTokenSecrets {
  readonly tokenSecret: string;
  /** Accepted during a rotation; null: none. */
  readonly previousTokenSecret: string | null;
}

/** Longest token, bytes: it holds two integers, a UUID and fixed words. */
export const MAX_STREAM_TOKEN_BYTES = 511;
/** Largest difference of the replicas' clocks, seconds. */
export const CLOCK_SKEW_SECONDS = 5;

interface StreamTokenKey {
  /** The encoded header with its dot, the same for every token of the key: it is compared, never parsed. */
  readonly head: string;
  readonly key: KeyObject;
}

/** The claims of a new token. */
export function createClaims(grant: StreamTokenGrant, ttlSeconds: number, now: Date): StreamClaims {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    iss: STREAM_ISSUER,
    aud: STREAM_AUDIENCE,
    sub: grant.sub,
    typ: 'stream',
    jti: grant.jti ?? randomUUID(),
    iat,
    nbf: iat,
    exp: iat + ttlSeconds,
    path: grant.path,
    act: grant.act,
    ...(grant.srv !== undefined && { srv: grant.srv }),
  };
}

/**
 * Signs and verifies stream tokens of hook mode: JWTs with HS256 (RFC 7515, RFC 7518 §3.2). Own code and not a library,
 * because the hook blocks MediaMTX's event loop: 8 to 11 µs a check, a twelfth of jsonwebtoken with a string secret.
 */
export class StreamTokens {
  private readonly current: StreamTokenKey;
  private readonly accepted: readonly StreamTokenKey[];

  constructor(secrets: StreamTokenSecrets) {
    this.current = keyOf(secrets.tokenSecret);
    const { previousTokenSecret: previous } = secrets;
    this.accepted = previous ? [this.current, keyOf(previous)] : [this.current];
  }

  /** A new token with its claims. */
  sign(grant: StreamTokenGrant, ttlSeconds: number, now: Date): SignedStreamToken {
    const claims = createClaims(grant, ttlSeconds, now);
    return { token: this.encode(claims), claims };
  }

  /** The token with these claims. */
  encode(claims: StreamClaims): string {
    const text = this.current.head + Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${text}.${signatureOf(text, this.current.key).toString('base64url')}`;
  }

  /** The claims of a valid token of this installation, else why it is not valid. Never throws. */
  verify(token: string, now: Date): StreamClaims | StreamTokenFault {
    if (token.length > MAX_STREAM_TOKEN_BYTES) return 'token-malformed';
    const signer = this.accepted.find(({ head }) => token.startsWith(head));
    const dot = token.lastIndexOf('.');
    if (!signer || dot < signer.head.length) return 'token-malformed';
    const signature = Buffer.from(token.slice(dot + 1), 'base64url');
    if (!sameBytes(signature, signatureOf(token.slice(0, dot), signer.key))) return 'token-forged';
    const claims = parseClaims(token.slice(signer.head.length, dot));
    if (!claims) return 'token-malformed';
    const seconds = now.getTime() / 1000;
    if (claims.exp <= seconds) return 'token-expired';
    return claims.nbf > seconds + CLOCK_SKEW_SECONDS ? 'token-not-yet-valid' : claims;
  }
}

function keyOf(secret: string): StreamTokenKey {
  // The id distinguishes keys, is the same in every replica, and reveals nothing of a secret of 32 bytes.
  const kid = createHash('sha256').update('stream token key id').update(secret).digest('hex').slice(0, 8);
  const header = JSON.stringify({ alg: 'HS256', typ: 'JWT', kid });
  return { head: `${Buffer.from(header).toString('base64url')}.`, key: signingKey(secret) };
}

function signatureOf(text: string, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

// The signature is valid here; this checks that the token was issued for this purpose.
function parseClaims(payload: string): StreamClaims | null {
  let claims: Partial<StreamClaims> | null;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Partial<StreamClaims> | null;
  } catch {
    return null;
  }
  const isComplete =
    claims?.iss === STREAM_ISSUER &&
    claims.aud === STREAM_AUDIENCE &&
    claims.typ === 'stream' &&
    typeof claims.jti === 'string' &&
    typeof claims.sub === 'string' &&
    typeof claims.path === 'string' &&
    typeof claims.exp === 'number' &&
    typeof claims.nbf === 'number' &&
    (claims.srv === undefined || Number.isSafeInteger(claims.srv)) &&
    (claims.act === 'read' || claims.act === 'playback');
  return isComplete ? (claims as StreamClaims) : null;
}
