/**
 * Why a call of the control API failed: `unreachable` (no connection, or it broke), `timeout`, `unauthorized` (401:
 * the API is not excluded from authentication and our credential was refused), `not-found`, `refused` (400: the
 * server does not accept what was sent), `unexpected` (anything else).
 */
export type ControlApiProblemKind =
  'unreachable' | 'timeout' | 'unauthorized' | 'not-found' | 'refused' | 'unexpected';

/**
 * A failed call. Its message names the call and a reason from a closed list: MediaMTX echoes a refused `source` with
 * its password (MediaMTX contract §4), so its text is not passed on.
 */
export class ControlApiProblem extends Error {
  override readonly name = 'ControlApiProblem';

  /**
   * @param call method and route, without host or credentials: `POST config/paths/replace/workshop-1/pit-1`
   * @param status HTTP status; null when there was no response
   * @param networkCode Node's code of a network failure (`ECONNREFUSED`); null for any other failure
   */
  constructor(
    readonly kind: ControlApiProblemKind,
    readonly call: string,
    readonly status: number | null,
    reason: string,
    readonly networkCode: string | null = null,
  ) {
    super(`MediaMTX: ${call} failed: ${reason}.`);
  }
}

/** Parts of MediaMTX's error texts that contain nothing of the request, with our text for each. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/unknown field/, 'this release does not know a key that was sent'],
  [/not a valid URL|invalid source/, 'the source is not a valid URL'],
  [/sourceOnDemand/, 'sourceOnDemand does not go with this source'],
  [/invalid path name/, 'the path name is not legal'],
  [/already exists/, 'the path exists already'],
  [/not found/, 'there is no such item'],
  [/invalid UUID/, 'the id is not a UUID'],
];

/** The problem for a response other than 2xx. */
export function problemOf(call: string, status: number, body: string): ControlApiProblem {
  const kind =
    status === 401
      ? 'unauthorized'
      : status === 404
        ? 'not-found'
        : status === 400
          ? 'refused'
          : 'unexpected';
  const known = REASONS.find(([pattern]) => pattern.test(body))?.[1];
  return new ControlApiProblem(kind, call, status, known ? `${known} (${status})` : `status ${status}`);
}
