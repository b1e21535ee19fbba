import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** A public key of a JWKS. */
export interface SetKey {
  kid: string;
  /** What its tokens must say, where the JWKS says it; empty: whatever fits the key. */
  alg: string;
  key: KeyObject;
}

/** Bytes of a JWKS that are read (≥ v1.18.0, MediaMTX contract §2). */
const LIMIT = 128 * 1024;
/** How long a JWKS is kept. */
const KEPT_MS = 60 * 60 * 1000;

/**
 * The keys of `authJWTJWKS`: fetched when they are needed, kept for an hour or until they are dropped. Any JSON object
 * counts, whatever the status, as in v1.20.1: an error told in JSON is a set without keys, for an hour.
 */
export class KeySet {
  private keys: SetKey[] = [];
  private fetchedAt = -Infinity;

  constructor(
    private readonly url: string,
    private readonly timeoutMs: number,
  ) {}

  /** Makes the next token have the keys fetched. */
  drop(): void {
    this.fetchedAt = -Infinity;
  }

  /** The keys, fetched if need be; rejects when that fails. */
  async current(): Promise<readonly SetKey[]> {
    const now = Date.now();
    if (now - this.fetchedAt >= KEPT_MS) {
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
    if (body.byteLength > LIMIT) throw new Error('size exceeded');
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
