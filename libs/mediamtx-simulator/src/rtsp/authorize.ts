import { createHash } from 'node:crypto';

/** Credentials for a camera. */
export interface Login {
  user: string;
  password: string;
}

/**
 * Returns the Authorization header for a camera's challenges: Digest if offered, otherwise Basic
 * (RFC 7616, RFC 7617). Null if there is no known challenge.
 */
export function authorize(
  challenges: readonly string[],
  login: Login,
  method: string,
  url: string,
): string | null {
  const digest = challenges.find((each) => /^digest\b/i.test(each));
  if (digest) return answerDigest(digest, login, method, url);
  if (challenges.some((each) => /^basic\b/i.test(each))) {
    return `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  }
  return null;
}

function answerDigest(challenge: string, { user, password }: Login, method: string, url: string): string {
  const part = (name: string) => new RegExp(`${name}="?([^",]*)"?`, 'i').exec(challenge)?.[1] ?? '';
  const realm = part('realm');
  const nonce = part('nonce');
  const sha = /sha-256/i.test(part('algorithm'));
  const hash = (text: string) =>
    createHash(sha ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const response = hash(`${hash(`${user}:${realm}:${password}`)}:${nonce}:${hash(`${method}:${url}`)}`);
  const quoted = user.replace(/(["\\])/g, '\\$1');
  return (
    `Digest username="${quoted}", realm="${realm}", nonce="${nonce}", uri="${url}", response="${response}"` +
    (sha ? ', algorithm="SHA-256"' : '')
  );
}
