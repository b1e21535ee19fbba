import { basicAuthorization, digestResponse, parseChallenges, type RtspCredentials } from '@ppf/rtsp-wire';
import { timingSafeEqual } from 'node:crypto';

/** Authentication scheme of a camera: Basic (RFC 7617) or Digest without qop (RFC 2617), as real cameras use it. */
export type CameraAuthentication = 'basic' | 'digest';

const REALM = 'Sample camera';

/** The `WWW-Authenticate` header of a 401. */
export function formatChallenge(kind: CameraAuthentication, nonce: string): string {
  return kind === 'basic'
    ? `Basic realm="${REALM}"`
    : `Digest realm="${REALM}", nonce="${nonce}", algorithm="MD5"`;
}

/** Whether an `Authorization` header proves the credentials for this request. */
export function isAuthorized(
  kind: CameraAuthentication,
  credentials: RtspCredentials,
  request: { method: string; authorization: string; nonce: string },
): boolean {
  if (kind === 'basic') return isEqual(request.authorization, basicAuthorization(credentials));
  // The parameters of an authorization have the syntax of a challenge (RFC 7235 §2.1).
  const [digest] = parseChallenges([request.authorization]);
  if (digest?.scheme !== 'digest') return false;
  const { method, nonce } = request;
  const field = (name: string): string => digest.params.get(name) ?? '';
  const expected = digestResponse({
    ...credentials,
    ...{ algorithm: 'MD5', realm: REALM, nonce, method, uri: field('uri'), auth: null, cnonce: '' },
  });
  return (
    field('username') === credentials.user &&
    field('nonce') === nonce &&
    isEqual(field('response').toLowerCase(), expected)
  );
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
