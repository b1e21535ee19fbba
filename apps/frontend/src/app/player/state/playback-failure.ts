import { type WhepError, type WhepErrorKind } from '@ppf/whep';
import { ProblemError } from '../../api/problem-error';

/**
 * Why a transport has no picture.
 * - From the API: `signed-out`, `forbidden`, `pit-gone`, `viewing-ended` and the viewer limits stop playback;
 *   `camera-paused` and `api-unreachable` are temporary.
 * - From the media server: `refused` (the token), `no-stream` (no publisher), `configuration`, `server-unreachable`.
 * - From the network: `no-connection` (no media passes), `no-frames` (connected, nothing to decode), `ended-early`,
 *   `unstable` (several consecutive playbacks ended within seconds).
 * - After a picture: `frozen` (frames stopped), `ended` (by the server), `connection-lost`.
 * - From the browser: `codec` (cannot be decoded), `browser` (any other failure).
 */
export type PlaybackFailure =
  | 'signed-out'
  | 'forbidden'
  | 'pit-gone'
  | 'viewing-ended'
  | ViewerLimit
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

/** The API issued a token and reports the camera as offline, so a media request could only return 404. */
export class CameraOfflineError extends Error {
  override readonly name = 'CameraOfflineError';
}

/** Viewer limits, by the problem code of the API. */
export const VIEWER_LIMITS = ['pit-viewers-full', 'workshop-viewers-full', 'viewer-sessions-full'] as const;
export type ViewerLimit = (typeof VIEWER_LIMITS)[number];

/** Failures that another transport may avoid. */
export const FALLBACK_FAILURES: readonly PlaybackFailure[] = [
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

/** Maps the error of a WHEP attempt. */
export function classifyWhepError(error: WhepError): PlaybackFailure {
  return error.kind === 'access' ? classifyTokenError(error.cause) : WHEP_FAILURES[error.kind];
}

/** Maps the error of a token request. Errors that are not a definite refusal count as temporary. */
export function classifyTokenError(error: unknown): PlaybackFailure {
  if (error instanceof CameraOfflineError) return 'no-stream';
  if (!(error instanceof ProblemError)) return 'api-unreachable';
  if (error.status === 401) return 'signed-out';
  if (error.code === 'forbidden') return 'forbidden';
  if (error.code === 'pit-not-found') return 'pit-gone';
  if (error.code === 'viewing-ended') return 'viewing-ended';
  if (error.code === 'camera-paused') return 'camera-paused';
  return VIEWER_LIMITS.find((limit) => limit === error.code) ?? 'api-unreachable';
}

/** Maps an HTTP status of the HLS server (MediaMTX contract §6). @param status 0 without a response */
export function classifyHlsStatus(status: number): PlaybackFailure {
  if (status === 401 || status === 403) return 'refused';
  if (status === 404) return 'no-stream';
  if (status === 400 || status === 500) return 'configuration';
  return 'server-unreachable';
}
