import { createHmac, randomUUID } from 'node:crypto';

/** Claims of a stream token, as a real one holds them. */
export type Claims = Readonly<Record<string, unknown>>;

export interface Parts {
  readonly header: Claims;
  readonly claims: Claims;
}

/** What a JWT says, unchecked. */
export function takeApart(token: string): Parts {
  const [header, claims] = token.split('.');
  return { header: decode(header), claims: decode(claims) };
}

/** A JWT with these parts, signed with HS256; without a secret `alg: none` and no signature. */
export function forge({ header, claims }: Parts, secret: string | null): string {
  const signed = `${encode(secret === null ? { ...header, alg: 'none' } : header)}.${encode(claims)}`;
  const signature = secret === null ? '' : createHmac('sha256', secret).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}

/** The same token, as if issued once more with `changes`: a new `jti`, so that only the changes can be the reason. */
export function reissued(parts: Parts, changes: Claims): Parts {
  return { header: parts.header, claims: { ...parts.claims, jti: randomUUID(), ...changes } };
}

/** The `Authorization` header that our player sends: `Bearer <jti>:<jwt>`. */
export function authorizationOf(token: string): string {
  return `Bearer ${String(takeApart(token).claims['jti'])}:${token}`;
}

function encode(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string | undefined): Claims {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Claims;
}
