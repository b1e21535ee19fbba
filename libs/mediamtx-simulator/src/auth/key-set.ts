import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** A public key of a JWKS. */
export interface SetKey {
  kid: string;
  /** Required `alg` of its tokens; empty if the JWKS has none. */
  alg: string;
  key: KeyObject;
}

/** Maximum size of a JWKS in bytes (≥ v1.18.0, MediaMTX contract §2). */
const MAX_BYTES = 128 * 1024;
/** Cache duration of a JWKS. */
const CACHE_MS = 60 * 60 * 1000;

/**
 * The keys of `authJWTJWKS`: fetched on first use, cached for an hour or until `drop`. As in v1.20.1, the status is
 * ignored: a JSON error response is cached as a set without keys.
 */
export class KeySet {
  private keys: SetKey[] = [];
  private fetchedAt = -Infinity;

  constructor(
    private readonly url: string,
    private readonly timeoutMs: number,
  ) {}

  /** Clears the cache: the next token fetches the keys again. */
  drop(): void {
    this.fetchedAt = -Infinity;
  }

  /** Resolves to the keys. Fetches them if the cache is empty; rejects if that fails. */
  async current(): Promise<readonly SetKey[]> {
    const now = Date.now();
    if (now - this.fetchedAt >= CACHE_MS) {
      this.keys = keysOf(await this.fetch());
      this.fetchedAt = now;
    }
    return this.keys;
  }

  private async fetch(): Promise<unknown> {
    const answer = await fetch(this.url, {
      headers: { 'user-agent': 'Go-http-client/1.1' },
      signal: AbortSignal.timeout(this.timeoutMs),
    });
    const body = await answer.arrayBuffer();
    if (body.byteLength > MAX_BYTES) throw new Error('size exceeded');
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  }
}

function keysOf(body: unknown): SetKey[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Error('could not unmarshal raw JWK Set JSON');
  const { keys } = body as { keys?: JsonWebKey[] };
  return (keys ?? []).map((jwk) => ({
    kid: String(jwk['kid'] ?? ''),
    alg: String(jwk['alg'] ?? ''),
    key: createPublicKey({ key: jwk, format: 'jwk' }),
  }));
}
