import { SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { publicJwk } from '../../platform/crypto/public-jwk';
import { STREAM_AUDIENCE, STREAM_ISSUER } from '../../platform/crypto/stream-token-names';

/** A publish key of JWT mode. */
export interface PublishToken {
  /** What the camera sends: a JWT without an end, about 450 characters. */
  readonly token: string;
  /** What it is checked by: 32 bytes of Ed25519, to be published for as long as the token is good. */
  readonly publicKey: Buffer;
}

/**
 * A token that publishes to the paths of one camera, by a key pair of its own whose private half is forgotten at once: no
 * other token can ever be signed with it, and taking the public half out of the published keys ends this token and no
 * other.
 * @param user What MediaMTX (≥ v1.17.0) lists as the publisher's user.
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
