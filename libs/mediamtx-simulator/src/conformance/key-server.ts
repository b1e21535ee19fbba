import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Algorithms of the recorded keys. */
export type Algorithm = 'EdDSA' | 'ES256' | 'RS256';

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const makers: Record<Algorithm, () => KeyPair> = {
  EdDSA: () => generateKeyPairSync('ed25519'),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

/** A backend that signs tokens, publishes its public keys and counts the fetches. */
export class KeyServer {
  fetches = 0;
  /** Response in place of the keys. */
  broken: { status: number; body: string } | null = null;
  private readonly pairs = new Map<string, KeyPair>();
  private readonly server = http.createServer((_, response) => {
    this.fetches += 1;
    const { status, body } = this.broken ?? { status: 200, body: JSON.stringify({ keys: this.jwks() }) };
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  });

  /** Listens on a free port. */
  async start(): Promise<number> {
    for (const alg of ['EdDSA', 'ES256', 'RS256'] as const) this.add(alg, alg);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  /** Creates a key with an id. */
  add(kid: string, alg: Algorithm): void {
    this.pairs.set(kid, makers[alg]());
  }

  /** Removes a key. */
  remove(kid: string): void {
    this.pairs.delete(kid);
  }

  /** Returns a token; `kid` null omits it from the header. */
  token(claims: object, kid: string | null = 'EdDSA', key = kid ?? 'EdDSA'): string {
    const pair = this.pairs.get(key);
    if (!pair) throw new Error(`there is no key ${key}`);
    const alg = algorithmOf(pair.privateKey);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${encode({ alg, ...(kid === null ? {} : { kid }) })}.${encode(claims)}`;
    const signature = sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(text), {
      key: pair.privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${text}.${signature.toString('base64url')}`;
  }

  private jwks(): JsonWebKey[] {
    return [...this.pairs].map(([kid, { publicKey }]) => ({ ...publicKey.export({ format: 'jwk' }), kid }));
  }
}

function algorithmOf({ asymmetricKeyType: type }: KeyObject): Algorithm {
  return type === 'ed25519' ? 'EdDSA' : type === 'ec' ? 'ES256' : 'RS256';
}
