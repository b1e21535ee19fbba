import { SignJWT } from 'jose';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { type MediamtxConfig } from '../../config/mediamtx.config';
import { type StreamsConfig } from '../../config/streams.config';
import { publicJwk, type PublicJwk } from '../../platform/crypto/public-jwk';
import { type AcceptedKey, toPermissionClaims } from './key-pair-stream-tokens';
import { type StreamClaims } from './stream-token';

/** The key pairs of JWT mode, read from the settings. */
export class StreamKeyPairs {
  private constructor(
    private readonly signing: { readonly alg: string; readonly kid: string; readonly key: KeyObject } | null,
    /** Keys of tokens that the hook accepts; none in hook mode. */
    readonly accepted: readonly AcceptedKey[],
    /** Public keys of stream tokens, in hook mode too, so that an installation can change its mode. */
    readonly publicKeys: readonly PublicJwk[],
  ) {}

  /** Reads the keys. @throws Error when JWT mode has no key. */
  static async load(
    { tokenKey, previousTokenKey }: Pick<StreamsConfig, 'tokenKey' | 'previousTokenKey'>,
    { auth }: Pick<MediamtxConfig, 'auth'>,
  ): Promise<StreamKeyPairs> {
    // The settings are validated together at the start.
    if (auth === 'jwt' && !tokenKey) throw new Error('STREAM_TOKEN_KEY is missing.');
    const keys = [tokenKey && createPublicKey(tokenKey), previousTokenKey].filter((key) => key !== null);
    const named = await Promise.all(
      keys.map(async (publicKey) => ({
        publicKey,
        alg: algorithmOf(publicKey),
        jwk: await publicJwk(publicKey),
      })),
    );
    const accepted = named.map(({ publicKey, alg, jwk: { kid } }) => ({ publicKey, alg, kid }));
    const [first] = accepted;
    return new StreamKeyPairs(
      auth === 'jwt' && tokenKey && first ? { ...first, key: tokenKey } : null,
      auth === 'jwt' ? accepted : [],
      [...new Map(named.map(({ jwk }) => [jwk.kid, jwk])).values()],
    );
  }

  /** Whether MediaMTX verifies the tokens. */
  get areInUse(): boolean {
    return this.signing !== null;
  }

  /** Signs the claims with EdDSA or ES256, by the kind of key. @throws Error in hook mode. */
  sign(claims: StreamClaims): Promise<string> {
    if (!this.signing) throw new Error('Hook mode has no key pair.');
    const { alg, kid, key } = this.signing;
    return new SignJWT({ ...toPermissionClaims(claims) }).setProtectedHeader({ alg, kid }).sign(key);
  }
}

/** RFC 8037 §3.1, RFC 7518 §3.4. */
function algorithmOf(key: KeyObject): 'EdDSA' | 'ES256' {
  return key.asymmetricKeyType === 'ed25519' ? 'EdDSA' : 'ES256';
}
