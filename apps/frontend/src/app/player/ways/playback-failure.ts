import { type WhepError, type WhepErrorKind } from '@ppf/whep';
import { ProblemError } from '../../api/problem-error';
import { CameraOffline } from './camera-offline';

/**
 * Why there is no picture on one transport.
 * - by our API: `signed-out`, `forbidden`, `pit-gone`, `viewing-ended` and the limits end it; `camera-paused` and
 *   `api-unreachable` pass;
 * - by the media server: `refused` (the token), `no-stream` (nobody publishes), `configuration`, `server-unreachable`;
 * - by the way between: `no-connection` (no media passes), `no-frames` (connected, nothing to decode), `ended-early`,
 *   `unstable` (several pictures in a row that ended within seconds);
 * - after a picture: `frozen` (frames stopped), `ended` (by the server), `connection-lost`;
 * - by the browser: `codec` (it cannot show this), `browser` (it failed otherwise).
 */
export type PlaybackFailure =
  | 'signed-out'
  | 'forbidden'
  | 'pit-gone'
  | 'viewing-ended'
  | ReachedLimit
  | 'camera-paused'
  | 'api-unreachable'
  | 'refused'
  | 'no-stream'
  | 'configuration'
  | 'server-unreachable'
  | 'no-connection'
  | 'no-frames'
  | 'ended-early'
  | 'unstable'
  | 'frozen'
  | 'ended'
  | 'connection-lost'
  | 'codec'
  | 'browser';

/** Limits of how many may watch, as the API names them. */
export const REACHED_LIMITS = ['pit-viewers-full', 'workshop-viewers-full', 'viewer-sessions-full'] as const;
export type ReachedLimit = (typeof REACHED_LIMITS)[number];

/** Failures that another way for the media may avoid. */
export const DETOUR_FAILURES: readonly PlaybackFailure[] = [
  'no-connection',
  'no-frames',
  'ended-early',
  'unstable',
  'browser',
  'codec',
];

const WHEP_FAILURES: Readonly<Record<Exclude<WhepErrorKind, 'access'>, PlaybackFailure>> = {
  refused: 'refused',
  'no-stream': 'no-stream',
  configuration: 'configuration',
  unreachable: 'server-unreachable',
  timeout: 'server-unreachable',
  browser: 'browser',
};

/** What a failed WHEP attempt means. */
export function failureOfWhep(error: WhepError): PlaybackFailure {
  return error.kind === 'access' ? failureOfToken(error.cause) : WHEP_FAILURES[error.kind];
}

/** What it means that no stream token was given. Only a clear no ends the attempts; the rest may pass. */
export function failureOfToken(error: unknown): PlaybackFailure {
  if (error instanceof CameraOffline) return 'no-stream';
  if (!(error instanceof ProblemError)) return 'api-unreachable';
  if (error.status === 401) return 'signed-out';
  if (error.code === 'forbidden') return 'forbidden';
  if (error.code === 'pit-not-found') return 'pit-gone';
  if (error.code === 'viewing-ended') return 'viewing-ended';
  if (error.code === 'camera-paused') return 'camera-paused';
  return REACHED_LIMITS.find((limit) => limit === error.code) ?? 'api-unreachable';
}

/** What an HTTP status of the HLS server means (MediaMTX contract §6); 0 when there was no answer. */
export function failureOfHls(status: number): PlaybackFailure {
  if (status === 401 || status === 403) return 'refused';
  if (status === 404) return 'no-stream';
  if (status === 400 || status === 500) return 'configuration';
  return 'server-unreachable';
}
