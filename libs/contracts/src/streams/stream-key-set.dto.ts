/** A public key with which MediaMTX verifies tokens (RFC 7517): Ed25519 (RFC 8037) or P-256. */
export class StreamKey {
  /** `OKP` or `EC`. */
  kty: string;

  /** `Ed25519` or `P-256`. */
  crv: string;

  /** The key, or its first coordinate; base64url. */
  x: string;

  /** P-256 only: the second coordinate. */
  y?: string;

  /** Key id in the header of tokens: the first 72 bits of the thumbprint (RFC 7638). */
  kid: string;
}

/** `GET /streams/jwks.json`: `authJWTJWKS` of MediaMTX. Contains no secret. */
export class StreamKeySet {
  /** The key that signs stream tokens, a second one while rotating, and one for every publish key of JWT mode. */
  keys: StreamKey[];
}
