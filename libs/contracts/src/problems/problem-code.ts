/** Every kind of failure that this API can answer. Clients switch on the code, never on prose. */
export const PROBLEM_CODES = [
  'validation-failed',
  'malformed-body',
  'unsupported-media-type',
  'body-too-large',
  'not-signed-in',
  'wrong-credentials',
  'session-ended',
  'forbidden',
  'route-not-found',
  'method-not-allowed',
  'workshop-not-found',
  'pit-not-found',
  'camera-not-found',
  'sub-stream-not-found',
  'media-server-not-found',
  'media-server-name-taken',
  'media-server-address-taken',
  'media-server-is-configured',
  'media-server-not-empty',
  'media-server-draining',
  'media-server-unreachable',
  'no-other-media-server',
  'pit-number-taken',
  'email-taken',
  'workshop-not-empty',
  'camera-paused',
  'camera-is-not-push',
  'camera-is-not-pull',
  'too-many-publish-keys',
  'not-in-jwt-mode',
  'camera-address-refused',
  'member-not-found',
  'viewing-session-not-found',
  'viewing-ended',
  'pit-viewers-full',
  'workshop-viewers-full',
  'viewer-sessions-full',
  'wrong-password',
  'too-many-requests',
  'sign-in-busy',
  'not-ready',
  'storage-full',
  'internal-error',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is the same for every occurrence of a problem. */
export interface ProblemKind {
  /** HTTP status (RFC 9110). */
  readonly status: number;
  /** One short sentence, the same every time (RFC 9457 §3.1.4). */
  readonly title: string;
}

/** The exhaustive table: a code without a row does not compile. */
export const PROBLEM_KINDS: Readonly<Record<ProblemCode, ProblemKind>> = {
  'validation-failed': { status: 422, title: 'A field of the request is not valid.' },
  'malformed-body': { status: 400, title: 'The body is not valid JSON.' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json.' },
  'body-too-large': { status: 413, title: 'The body is too large.' },
  'not-signed-in': { status: 401, title: 'Sign in first.' },
  'wrong-credentials': { status: 401, title: 'The email or the password is wrong.' },
  'session-ended': { status: 401, title: 'The session has ended. Sign in again.' },
  forbidden: { status: 403, title: 'Your role does not allow this.' },
  'route-not-found': { status: 404, title: 'There is nothing at this address.' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method.' },
  'workshop-not-found': { status: 404, title: 'There is no such workshop.' },
  'pit-not-found': { status: 404, title: 'There is no such pit.' },
  'camera-not-found': { status: 404, title: 'This pit has no camera yet.' },
  'sub-stream-not-found': { status: 404, title: 'This pit’s camera has no second stream.' },
  'media-server-not-found': { status: 404, title: 'There is no such media server.' },
  'media-server-name-taken': { status: 409, title: 'Another media server has this name.' },
  'media-server-address-taken': { status: 409, title: 'Another media server has this control API address.' },
  'media-server-is-configured': { status: 409, title: 'This media server is set up by the settings.' },
  'media-server-not-empty': { status: 409, title: 'Workshops are placed on this media server.' },
  'media-server-draining': { status: 409, title: 'This media server is being drained.' },
  'media-server-unreachable': { status: 503, title: 'The media server does not answer.' },
  'no-other-media-server': { status: 409, title: 'No other media server is in use.' },
  'pit-number-taken': { status: 409, title: 'The workshop already has a pit with this number.' },
  'email-taken': { status: 409, title: 'Somebody already signs in with this email.' },
  'workshop-not-empty': { status: 409, title: 'The workshop still has pits.' },
  'camera-paused': { status: 409, title: 'The camera is paused.' },
  'camera-is-not-push': { status: 409, title: 'Only a camera that pushes has a publish key.' },
  'camera-is-not-pull': { status: 409, title: 'Only a camera that is fetched can be tested.' },
  'too-many-publish-keys': { status: 409, title: 'No more cameras can have a publish key in JWT mode.' },
  'not-in-jwt-mode': { status: 409, title: 'This installation cannot do that: it runs in JWT mode.' },
  'camera-address-refused': { status: 422, title: 'A camera cannot be at this address.' },
  'member-not-found': { status: 404, title: 'There is no such person here.' },
  'viewing-session-not-found': { status: 404, title: 'There is no such viewing session.' },
  'viewing-ended': { status: 403, title: 'The viewing session that this one follows was ended.' },
  'pit-viewers-full': { status: 429, title: 'As many people watch this pit as may.' },
  'workshop-viewers-full': { status: 429, title: 'As many people watch in this workshop as may.' },
  'viewer-sessions-full': { status: 429, title: 'You watch as many streams as one person may.' },
  'wrong-password': { status: 403, title: 'The current password is wrong.' },
  'too-many-requests': { status: 429, title: 'Too many requests. Wait a moment.' },
  'sign-in-busy': { status: 503, title: 'Too many people are signing in. Try again in a moment.' },
  'not-ready': { status: 503, title: 'The service is starting.' },
  'storage-full': { status: 507, title: 'The server has no room left on its disk.' },
  'internal-error': { status: 500, title: 'The service failed. The failure has been logged.' },
};

/** Where the documentation of a code is, relative to the API's origin (RFC 9457 §3.1.1). */
export function problemType(code: ProblemCode): string {
  return `/api/docs/problems#${code}`;
}
