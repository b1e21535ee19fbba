import { createHash, createHmac, type KeyObject, randomUUID } from 'node:crypto';
import { sameBytes, signingKey } from '../../platform/crypto/secrets';
import { STREAM_AUDIENCE, STREAM_ISSUER } from '../../platform/crypto/stream-token-names';

/** What a stream token lets its bearer do on its path. */
export type StreamAct = 'read' | 'playback';

/** What a stream token says (RFC 7519). Instants in seconds. */
export interface StreamClaims {
  readonly iss: string;
  readonly aud: string;
  /** Whose token: `user:7`. */
  readonly sub: string;
  /** A stream token is no sign-in and the other way round. */
  readonly typ: 'stream';
  /** The token's own id; the user name that MediaMTX is told. No colon in it (MediaMTX contract §1.3). */
  readonly jti: string;
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
  /** MediaMTX's name for the one stream that it opens. */
  readonly path: string;
  readonly act: StreamAct;
  /** Id of the edge that it was issued for; absent: the workshop's own media server. Tells where its session is. */
  readonly srv?: number;
}

/** Why a text is no valid stream token. */
export type StreamTokenFault = 'token-malformed' | 'token-forged' | 'token-expired' | 'token-not-yet-valid';

/** What a new token is to open, and for whom; with the jti of the token before when the same session goes on. */
export type StreamTokenGrant = Pick<StreamClaims, 'sub' | 'path' | 'act' | 'srv'> & {
  readonly jti?: string;
};

/** A new token, and what it says. */
export interface SignedStreamToken {
  readonly token: string;
  readonly claims: StreamClaims;
}

/** Secrets to sign with, the current one first. */
export interface StreamTokenSecrets {
  readonly tokenSecret: string;
  /** Still accepted while rotating; null: none. */
  readonly previousTokenSecret: string | null;
}

/** Longer ones are not ours: they hold two integers, a UUID and fixed words. */
export const MAX_STREAM_TOKEN_BYTES = 511;
/** Seconds that replicas' clocks may differ. */
export const CLOCK_SKEW_SECONDS = 5;

interface StreamTokenKey {
  /** The encoded header with its dot, the same for every token of the key: it is compared, never parsed. */
  readonly head: string;
  readonly key: KeyObject;
}

/**
 * Signs and verifies stream tokens: JWTs with HS256 (RFC 7515, RFC 7518 §3.2). Own code and not a library, because it
 * stands in MediaMTX's event loop: 8 to 11 µs a check, a twelfth of jsonwebtoken with a string secret.
 */
export class StreamTokens {
  private readonly current: StreamTokenKey;
  private readonly accepted: readonly StreamTokenKey[];

  constructor(secrets: StreamTokenSecrets) {
    this.current = keyOf(secrets.tokenSecret);
    const { previousTokenSecret: previous } = secrets;
    this.accepted = previous ? [this.current, keyOf(previous)] : [this.current];
  }

  /** A new token, and its claims. */
  sign(about: StreamTokenGrant, ttlSeconds: number, now: Date): SignedStreamToken {
    const iat = Math.floor(now.getTime() / 1000);
    const claims: StreamClaims = {
      iss: STREAM_ISSUER,
      aud: STREAM_AUDIENCE,
      sub: about.sub,
      typ: 'stream',
      jti: about.jti ?? randomUUID(),
      iat,
      nbf: iat,
      exp: iat + ttlSeconds,
      path: about.path,
      act: about.act,
      ...(about.srv !== undefined && { srv: about.srv }),
    };
    const text = this.current.head + Buffer.from(JSON.stringify(claims)).toString('base64url');
    return { token: `${text}.${signatureOf(text, this.current.key).toString('base64url')}`, claims };
  }

  /** The claims of a token that is ours and valid now, else what is wrong with it. Never throws. */
  verify(token: string, now: Date): StreamClaims | StreamTokenFault {
    if (token.length > MAX_STREAM_TOKEN_BYTES) return 'token-malformed';
    const signed = this.accepted.find(({ head }) => token.startsWith(head));
    const dot = token.lastIndexOf('.');
    if (!signed || dot < signed.head.length) return 'token-malformed';
    const given = Buffer.from(token.slice(dot + 1), 'base64url');
    if (!sameBytes(given, signatureOf(token.slice(0, dot), signed.key))) return 'token-forged';
    const claims = claimsOf(token.slice(signed.head.length, dot));
    if (!claims) return 'token-malformed';
    const seconds = now.getTime() / 1000;
    if (claims.exp <= seconds) return 'token-expired';
    return claims.nbf > seconds + CLOCK_SKEW_SECONDS ? 'token-not-yet-valid' : claims;
  }
}

function keyOf(secret: string): StreamTokenKey {
  // The id tells keys apart, the same in every replica, and gives nothing away of a secret of 32 bytes.
  const kid = createHash('sha256').update('stream token key id').update(secret).digest('hex').slice(0, 8);
  const header = JSON.stringify({ alg: 'HS256', typ: 'JWT', kid });
  return { head: `${Buffer.from(header).toString('base64url')}.`, key: signingKey(secret) };
}

function signatureOf(text: string, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

// The signature is ours by now: what is checked here is that it was made for this purpose.
function claimsOf(payload: string): StreamClaims | null {
  let claims: Partial<StreamClaims> | null;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Partial<StreamClaims> | null;
  } catch {
    return null;
  }
  const whole =
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
  return whole ? (claims as StreamClaims) : null;
}
