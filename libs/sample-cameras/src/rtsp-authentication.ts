import { createHash, timingSafeEqual } from 'node:crypto';

/** How a camera asks for its credentials (RFC 7617; RFC 2617 without qop, as cameras do). */
export type CameraAuthentication = 'basic' | 'digest';

/** Who may watch a camera. */
export interface CameraCredentials {
  readonly user: string;
  readonly password: string;
}

const REALM = 'Sample camera';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The `WWW-Authenticate` header of a 401. */
export function challenge(kind: CameraAuthentication, nonce: string): string {
  return kind === 'basic'
    ? `Basic realm="${REALM}"`
    : `Digest realm="${REALM}", nonce="${nonce}", algorithm="MD5"`;
}

/** The `Authorization` header that answers a Basic challenge. */
export function basicAuthorization({ user, password }: CameraCredentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Whether an `Authorization` header proves the credentials for this request. */
export function isAuthorized(
  kind: CameraAuthentication,
  credentials: CameraCredentials,
  request: { method: string; authorization: string; nonce: string },
): boolean {
  if (kind === 'basic') return equal(request.authorization, basicAuthorization(credentials));
  if (!/^Digest /i.test(request.authorization)) return false;
  const field = (name: string): string =>
    new RegExp(`\\b${name}="((?:[^"\\\\]|\\\\.)*)"`)
      .exec(request.authorization)?.[1]
      ?.replace(/\\(.)/g, '$1') ?? '';
  const secret = md5(`${credentials.user}:${REALM}:${credentials.password}`);
  const expected = md5(`${secret}:${request.nonce}:${md5(`${request.method}:${field('uri')}`)}`);
  return (
    field('username') === credentials.user &&
    field('nonce') === request.nonce &&
    equal(field('response').toLowerCase(), expected)
  );
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
