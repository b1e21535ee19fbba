import type { ProblemCode } from '@ppf/contracts';

/** For every problem: what leads to it and what to do. Shown at /api/docs/problems. */
export const PROBLEM_ADVICE: Readonly<Record<ProblemCode, string>> = {
  'validation-failed':
    'A field is missing, unknown or out of its range. `errors` names each field and what is wrong with it; correct them and send the request again.',
  'malformed-body':
    'The body could not be read as JSON, or has a forbidden key such as `__proto__`. Send one JSON object in UTF-8.',
  'unsupported-media-type': 'Send the body as JSON with `Content-Type: application/json`.',
  'body-too-large': 'No request of this API needs more than 64 kB.',
  'not-signed-in':
    'The request has no access token, or one that is damaged or has ended. Send `Authorization: Bearer …` with a token from `POST /api/v1/auth/login` or `/auth/refresh`.',
  'wrong-credentials':
    'Nobody signs in with this email and password. Both are answered alike, so that nobody learns who has an account.',
  'session-ended':
    'The sign-in has expired, was ended by signing out or by another password, or its refresh token was used twice. Sign in again.',
  forbidden: 'Your role does not allow this. Ask an owner of the workshop or the operator.',
  'route-not-found': 'There is no such address. `/api/docs` lists all of them.',
  'method-not-allowed':
    'The address exists, but not with this method. The `Allow` header tells which it takes.',
  'workshop-not-found': 'There is no workshop with this id, or it is not yours.',
  'pit-not-found': 'There is no pit with this id, or it belongs to another workshop.',
  'camera-not-found': 'The pit has no camera yet. Set one up with `PUT /api/v1/pits/{id}/camera`.',
  'sub-stream-not-found':
    'The camera has no second, smaller stream. Ask for its `main` stream, or set `sub_path` (`sub` for a camera that pushes).',
  'media-server-not-found': 'There is no media server with this id. `GET /api/v1/media-servers` lists them.',
  'media-server-name-taken': 'Names of media servers are unique. Choose another one.',
  'media-server-address-taken':
    'A media server with this control API address exists. Two entries for one server would take each other’s paths away.',
  'media-server-is-configured':
    'The addresses of this media server come from the settings `MEDIAMTX_…`: change them there. It cannot be removed.',
  'media-server-not-empty':
    'Move the workshops that are placed on it to another media server first, or drain it, and remove its edges.',
  'media-server-is-edge':
    'An edge fetches what its origin has, and is given no workshops. Place them on the origin.',
  'edge-needs-origin':
    '`edge_of` names a media server that is no edge itself, and `pulls_from` the IP address that the edge’s requests come from, as that one sees it. Neither means anything without the other.',
  'media-server-draining':
    'No workshop is placed on a media server that is being drained. End that, or choose another one.',
  'media-server-unreachable':
    'The media server did not answer in time, so nothing was moved or changed. Check that it runs and that its control API can be reached from this service.',
  'no-other-media-server':
    'One media server at least must be in use. Add another one, or end the draining of one, and try again.',
  'pit-number-taken': 'Pit numbers are unique within a workshop. Choose another one.',
  'email-taken':
    'A member of this workshop has this email. Accounts in other workshops make no difference: each workshop has its own.',
  'workshop-not-empty': 'Delete the pits of the workshop first.',
  'camera-paused':
    'Nothing is fetched from a paused camera, and nothing is taken from it, so nobody can watch. Resume it with `PATCH /api/v1/pits/{id}/camera`, or ask again later.',
  'camera-is-not-push': 'Publish keys are for cameras of kind `push`. MediaMTX fetches the others by itself.',
  'camera-is-not-pull':
    'A camera of kind `push` connects to MediaMTX by itself: it is tested as it is set up, by a request without fields.',
  'too-many-publish-keys':
    'In JWT mode the media server reads the keys of all cameras that push, and takes 128 KiB of them. Take keys from cameras that need none, or run in hook mode (`MEDIAMTX_AUTH=http`).',
  'not-in-jwt-mode':
    'The media server checks cameras and viewers by itself (`MEDIAMTX_AUTH=jwt`), and knows nothing but tokens. `errors` names what it cannot do and what to do instead; the operator may run in hook mode (`http`).',
  'camera-address-refused':
    'The address is reserved, is one of this service’s own, or is in no network of `CAMERA_NETWORKS`. `detail` tells which, and what to do.',
  'alert-channel-not-found': 'There is no alert channel with this id in this workshop.',
  'alert-channel-name-taken':
    'Names of alert channels are unique within a workshop. If this was a second try, the first one has made it.',
  'too-many-alert-channels':
    'A workshop has 20 alert channels at most. Delete one, or add recipients to one.',
  'confirmation-link-invalid':
    'The link was replaced by a newer one, is older than 7 days, or its channel is gone. Ask the owner of the workshop for another one.',
  'alert-delivery-not-found':
    'There is no delivery with this id in this workshop. They are kept for 30 days, and go with their channel.',
  'webhook-address-refused':
    'The address is reserved, is one of this service’s own, or is in no network of `WEBHOOK_NETWORKS`. `detail` tells which, and what to do.',
  'email-not-set-up': 'The operator has not set `SMTP_URL` and `ALERT_FROM`. Until then use a webhook.',
  'maintenance-window-not-found': 'There is no maintenance window with this id in this workshop.',
  'too-many-maintenance-windows':
    'A workshop has 100 maintenance windows at most. Delete those that are over.',
  'member-not-found': 'There is no person with this id, or they belong to another workshop.',
  'viewing-session-not-found':
    'There is no viewing session with this id, or it is not yours to see. Those that never began are kept for an hour.',
  'viewing-ended':
    'Somebody ended the session that `follows` or `renews` names; `ending` tells why and when. Ask again without them when the person wants to watch again.',
  'pit-viewers-full':
    'STREAM_MAX_VIEWERS_PER_PIT is reached. Wait until somebody leaves, or end a session with `POST /api/v1/streams/sessions/{id}/revocation`.',
  'workshop-viewers-full':
    'STREAM_MAX_VIEWERS_PER_WORKSHOP is reached. Wait until somebody leaves, or end a session.',
  'viewer-sessions-full':
    'STREAM_MAX_SESSIONS_PER_VIEWER is reached. Close what you watch elsewhere, or end a session of yours.',
  'wrong-password': 'To change the password, give the one in use now.',
  'too-many-pits':
    'MAX_PITS_PER_WORKSHOP is reached. Delete pits that are not used, or ask the operator to raise it.',
  'too-many-transcoders':
    'MAX_TRANSCODERS_PER_WORKSHOP is reached. Set a camera to H.264 so that it needs no re-encoding, or ask the operator to raise it.',
  'too-many-members': 'MAX_MEMBERS_PER_WORKSHOP is reached. Ask the operator to raise it.',
  'foreign-origin':
    'Sign-in addresses take requests of this service’s own pages only: the `Origin` header names another site. Set PUBLIC_URL to the address that browsers use, or call the API without an `Origin` header from programs.',
  'too-many-requests': 'Wait for as many seconds as the `Retry-After` header tells.',
  'sign-in-busy':
    'Checking passwords costs much, so only a few are checked at a time. Try again after as many seconds as the `Retry-After` header tells.',
  'not-ready': 'A part that requests need is not there yet; `errors` names it. Try again in a moment.',
  'storage-full':
    'The disk of the database is full. Nothing was changed. Make room on it; nothing needs to be restarted.',
  'internal-error':
    'Something failed that should not. Tell the operator the `instance` of the answer: it is in the log.',
};
