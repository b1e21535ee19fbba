import {
  digestAuthorization,
  isSupportedDigestAlgorithm,
  offersAuth,
  parseChallenges,
  type RtspChallenge,
  type RtspCredentials,
} from '@ppf/rtsp-wire';
import { randomBytes } from 'node:crypto';
import type { ServerChallenge } from '../media-server/server-challenge';

/** A sign-in that the media server does not support. */
export interface AlternativeSignIn {
  readonly scheme: 'digest' | 'basic';
  /** The `Authorization` of one request. */
  authorization(method: string, uri: string): string;
}

/** Many cameras lock the account after more attempts. */
const MAX_ATTEMPTS = 3;

/**
 * Plans the sign-ins of a complete client (RFC 7616, RFC 7617) after the media server's sign-in was refused, best first. If one
 * is accepted, the password is right and the media server lacks the method.
 * @param values `WWW-Authenticate` of the refusal.
 * @param tried Response of the media server; null: it supports none of the challenges.
 */
export function planAlternativeSignIns(
  values: readonly string[],
  tried: ServerChallenge | null,
  credentials: RtspCredentials,
  makeCnonce: () => string = () => randomBytes(12).toString('hex'),
): readonly AlternativeSignIn[] {
  const challenges = parseChallenges(values);
  const digests = challenges
    .filter((challenge) => isDigest(challenge) && !wasTried(challenge, tried))
    .sort((a, b) => strength(b) - strength(a))
    .map(({ params }): AlternativeSignIn => {
      const cnonce = makeCnonce();
      return {
        scheme: 'digest',
        authorization: (method, uri) =>
          digestAuthorization(params, { method, uri, cnonce, count: 1, ...credentials }),
      };
    });
  const hasBasic = challenges.some(({ scheme }) => scheme === 'basic') && tried?.scheme !== 'basic';
  return [...digests, ...(hasBasic ? [basic(credentials)] : [])].slice(-MAX_ATTEMPTS);
}

function basic({ user, password }: RtspCredentials): AlternativeSignIn {
  const text = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  return { scheme: 'basic', authorization: () => `Basic ${text}` };
}

function isDigest({ scheme, params }: RtspChallenge): boolean {
  if (scheme !== 'digest' || !isSupportedDigestAlgorithm(params.get('algorithm') ?? 'MD5')) return false;
  return !params.has('qop') || offersAuth(params);
}

/** Whether the media server's response fulfilled this challenge. */
function wasTried({ params }: RtspChallenge, tried: ServerChallenge | null): boolean {
  if (tried?.scheme !== 'digest') return false;
  const algorithm = params.get('algorithm') ?? 'MD5';
  const isComplete = !params.has('qop') && !params.has('opaque');
  const isNew = params.get('stale')?.toLowerCase() === 'true' && params.get('nonce') !== tried.nonce;
  return isComplete && !isNew && algorithm.toLowerCase() === (tried.algorithm ?? 'MD5').toLowerCase();
}

function strength({ params }: RtspChallenge): number {
  return /^sha/i.test(params.get('algorithm') ?? '') ? 1 : 0;
}
