import type { FailureCode, ProblemError } from './problem-error';

/** What happened and what to do, for people. Exhaustive: a new code without a text does not compile. */
const TEXTS: Readonly<Record<FailureCode, string>> = {
  network: 'The server cannot be reached. Check the network; this page tries again by itself.',
  'unreadable-answer': 'The server answered in a way this page does not understand. Reload the page.',
  'validation-failed': 'Some fields are not right. Correct the ones that are marked.',
  'malformed-body': 'This page sent something the server does not understand. Reload the page.',
  'unsupported-media-type': 'This page sent something the server does not understand. Reload the page.',
  'body-too-large': 'That is more than the server takes. Shorten it.',
  'not-signed-in': 'You are signed out. Sign in again.',
  'wrong-credentials': 'Email or password is wrong. Check both and try again.',
  'session-ended': 'Your sign-in has ended. Sign in again.',
  forbidden: 'Your role does not allow this. Ask the owner of the workshop.',
  'route-not-found': 'The server does not know this page. Reload; after an update that is enough.',
  'method-not-allowed': 'The server does not offer this. Reload; after an update that is enough.',
  'workshop-not-found': 'There is no such workshop, or it is not yours to see.',
  'pit-not-found': 'There is no such pit, or it is not yours to see.',
  'camera-not-found': 'This pit has no camera yet. Set one up first.',
  'sub-stream-not-found': 'This camera has no second, smaller stream.',
  'media-server-not-found': 'There is no such media server. Go back to the list of media servers.',
  'media-server-name-taken': 'Another media server has this name. Choose another.',
  'media-server-address-taken': 'Another media server has this control API address. Check it.',
  'media-server-is-configured': 'This media server is set up by the settings. Change them, and restart.',
  'media-server-not-empty':
    'Workshops or edges need this media server. Move its workshops to another one, and remove its edges first.',
  'media-server-is-edge': 'An edge carries no workshops. Choose another media server.',
  'edge-needs-origin':
    'An edge needs a media server to fetch from, and the address that it comes from. Check both.',
  'media-server-draining': 'This media server is being drained. Choose another one.',
  'media-server-unreachable': 'The media server does not answer. Check that it runs, then try again.',
  'no-other-media-server': 'No other media server is in use. Add one first.',
  'pit-number-taken': 'The workshop already has a pit with this number. Choose another.',
  'email-taken': 'A member of this workshop has this email already. Choose another.',
  'workshop-not-empty': 'The workshop still has pits. Delete them first.',
  'camera-paused': 'The camera is paused. The picture comes back when an owner resumes it.',
  'camera-is-not-push': 'Only a camera that sends its video has a publish key. Change its kind first.',
  'camera-is-not-pull': 'A camera that sends its video by itself cannot be tested: look at its picture.',
  'too-many-publish-keys':
    'No more cameras can have a publish key. Ask the operator: the media server takes only so many.',
  'not-in-jwt-mode':
    'This installation cannot do that: its media server checks cameras by itself. Ask the operator.',
  'camera-address-refused': 'A camera cannot be at this address. Enter the address it has in your network.',
  'alert-channel-not-found': 'There is no such alert channel any more. Reload the page.',
  'alert-channel-name-taken': 'The workshop already has an alert channel of this name. Choose another.',
  'too-many-alert-channels': 'A workshop has 20 alert channels at most. Delete one first.',
  'confirmation-link-invalid':
    'This link does not work any more. Ask the owner of the workshop to send another one.',
  'alert-delivery-not-found': 'This message is no longer kept.',
  'webhook-address-refused': 'A webhook cannot go to this address. Enter one that the internet reaches.',
  'email-not-set-up': 'This installation cannot send email yet. Ask the operator, or use a webhook.',
  'maintenance-window-not-found': 'There is no such maintenance window any more. Reload the page.',
  'too-many-maintenance-windows':
    'A workshop has 100 maintenance windows at most. Delete those that are over.',
  'member-not-found': 'There is no such person, or they are of another workshop.',
  'viewing-session-not-found': 'This viewing has ended already.',
  'viewing-ended': 'This viewing was ended.',
  'pit-viewers-full': 'As many people watch this pit as may. Try again when somebody has left.',
  'workshop-viewers-full': 'As many people watch in this workshop as may. Try again when somebody has left.',
  'viewer-sessions-full':
    'You watch as many pits as one person may. Close one, also on other devices, then try again.',
  'wrong-password': 'The current password is wrong.',
  'too-many-pits':
    'The workshop has as many pits as it may. Delete one that is not used, or ask the operator.',
  'too-many-transcoders':
    'The workshop has as many re-encoded cameras as it may. Set this camera to H.264, or ask the operator.',
  'too-many-members': 'The workshop has as many members as it may. Ask the operator.',
  'foreign-origin':
    'This page is not at the address that the service knows. Tell the operator to check PUBLIC_URL.',
  'too-many-requests': 'Too many tries. Wait a moment, then try again.',
  'sign-in-busy': 'Many people are signing in just now. Try again in a few seconds.',
  'not-ready': 'The server is starting. This page tries again by itself.',
  'storage-full': 'The server’s disk is full, so nothing could be saved. Tell the operator to make room.',
  'internal-error': 'The server failed and has logged why. Try again; if it stays, tell the operator.',
};

/** Whose detail is for people, and tells more. */
const TELLS_ITSELF: ReadonlySet<FailureCode> = new Set([
  'camera-address-refused',
  'webhook-address-refused',
  'media-server-unreachable',
]);

/** One failure as sentences for people: what happened and what to do. */
export function problemText(error: ProblemError): string {
  const wait = error.retryAfterSeconds;
  if (error.code === 'too-many-requests' && wait !== null && wait > 0) {
    return `Too many tries. Try again in ${waitText(wait)}.`;
  }
  // It tells which address or server, and what to do.
  if (TELLS_ITSELF.has(error.code) && error.detail) return error.detail;
  return TEXTS[error.code];
}

/** Failures that pages get over by asking again. What a person has asked for is asked once. */
const OF_ACTIONS: Partial<Record<FailureCode, string>> = {
  network: 'The server cannot be reached. Check the network, then try again.',
  'not-ready': 'The server is starting. Try again in a few seconds.',
};

/** As `problemText`, of something that is not tried again by itself: a form, a button. */
export function actionProblemText(error: ProblemError): string {
  return OF_ACTIONS[error.code] ?? problemText(error);
}

function waitText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
