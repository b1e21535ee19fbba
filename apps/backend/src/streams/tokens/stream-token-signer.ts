import { createPublicKey, type KeyObject } from 'node:crypto';
import { type MediamtxConfig } from '../../config/mediamtx.config';
import { type StreamsConfig } from '../../config/streams.config';
import { publicJwk, type PublicJwk } from '../../platform/crypto/public-jwk';
import { type AcceptedKey, signWithKeyPair, type SigningKey } from './key-pair-stream-tokens';
import {
  createClaims,
  type SignedStreamToken,
  type StreamClaims,
  type StreamTokenGrant,
  StreamTokens,
} from './stream-token';

type SigningSettings = Pick<
  StreamsConfig,
  'tokenSecret' | 'previousTokenSecret' | 'tokenKey' | 'previousTokenKey'
>;

/** Signs stream tokens: with the secret in hook mode, with the key pair in JWT mode. */
export class StreamTokenSigner {
  private constructor(
    private readonly tokens: StreamTokens,
    private readonly keyPair: SigningKey | null,
    /** Public keys by which the hook verifies tokens; none in hook mode. */
    readonly acceptedKeys: readonly AcceptedKey[],
    /** Public keys for MediaMTX, in hook mode too, so that an installation can change its mode. */
    readonly publicKeys: readonly PublicJwk[],
  ) {}

  /** Reads the keys of the settings. @throws Error when JWT mode has no key. */
  static async load(
    settings: SigningSettings,
    { auth }: Pick<MediamtxConfig, 'auth'>,
  ): Promise<StreamTokenSigner> {
    const { tokenKey, previousTokenKey } = settings;
    const publicKeys = [tokenKey && createPublicKey(tokenKey), previousTokenKey].filter(
      (key) => key !== null,
    );
    const jwks = await Promise.all(publicKeys.map(publicJwk));
    const keys = publicKeys.map((publicKey, at) => ({
      publicKey,
      alg: algorithmOf(publicKey),
      kid: jwks[at]?.kid ?? '',
    }));
    const [current] = keys;
    // The settings are validated together at startup.
    if (auth === 'jwt' && (!tokenKey || !current)) throw new Error('STREAM_TOKEN_KEY is missing.');
    return new StreamTokenSigner(
      new StreamTokens(settings),
      auth === 'jwt' && tokenKey && current ? { ...current, privateKey: tokenKey } : null,
      auth === 'jwt' ? keys : [],
      [...new Map(jwks.map((jwk) => [jwk.kid, jwk])).values()],
    );
  }

  /** The token with these claims. */
  encode(claims: StreamClaims): string {
    return this.keyPair ? signWithKeyPair(claims, this.keyPair) : this.tokens.encode(claims);
  }

  /** A new token with its claims. */
  sign(grant: StreamTokenGrant, ttlSeconds: number, now: Date): SignedStreamToken {
    const claims = createClaims(grant, ttlSeconds, now);
    return { token: this.encode(claims), claims };
  }
}

/** RFC 8037 §3.1, RFC 7518 §3.4. */
function algorithmOf(key: KeyObject): AcceptedKey['alg'] {
  return key.asymmetricKeyType === 'ed25519' ? 'EdDSA' : 'ES256';
}
