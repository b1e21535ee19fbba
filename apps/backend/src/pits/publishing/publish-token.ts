import { SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { publicJwk } from '../../platform/crypto/public-jwk';
import { STREAM_AUDIENCE, STREAM_ISSUER } from '../../platform/crypto/stream-token-names';

/** A publish key of JWT mode. */
export interface PublishToken {
  /** The key of the camera: a JWT without expiry, about 450 characters. */
  readonly token: string;
  /** Ed25519 public key, 32 bytes. Publishing it makes the token valid. */
  readonly publicKey: Buffer;
}

/**
 * Creates a token that publishes to the paths of one camera. It has its own key pair: the private key is discarded, and
 * removing the public key from the published set revokes this token only.
 * @param user The publisher's user name in MediaMTX's lists (≥ v1.17.0).
 */
export async function createPublishToken(user: string, paths: readonly string[]): Promise<PublishToken> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x, kid } = await publicJwk(publicKey);
  const claims = {
    iss: STREAM_ISSUER,
    aud: STREAM_AUDIENCE,
    sub: user,
    mediamtx_permissions: paths.map((path) => ({ action: 'publish', path })),
  };
  return {
    token: await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey),
    publicKey: Buffer.from(x, 'base64url'),
  };
}
