import type { ProblemCode } from '@ppf/contracts';

/**
 * English texts of problems. `title`: one short sentence, the same for every occurrence (RFC 9457 §3.1.4). `advice`: what
 * leads to the problem and what to do, for the page at /api/docs/problems; `code` in backticks.
 */
export const EN = {
  'validation-failed.title': 'A field of the request is not valid.',
  'validation-failed.advice':
    'A field is missing, unknown or out of its range. `errors` names each field and its fault. Correct the fields and send the request again.',
  'field.no-object': 'the body must be a JSON object',
  'field.too-deep': 'is nested too deeply',
  'field.unknown': 'is not a field of this request',
  'field.null-character': 'must not contain the character U+0000',
  'field.half-character': 'must not contain half of a character (U+{code})',
  'field.cursor': 'must be a next_cursor of this list',
  'malformed-body.title': 'The body is not valid JSON.',
  'malformed-body.advice':
    'The body could not be parsed as JSON, or has a forbidden key such as `__proto__`. Send one JSON object in UTF-8.',
  'malformed-request.title': 'The request is not valid HTTP.',
  'malformed-request.method': 'This service does not support this method.',
  'unsupported-media-type.title': 'The body must be application/json.',
  'unsupported-media-type.advice': 'Send the body as JSON with `Content-Type: application/json`.',
  'body-too-large.title': 'The body is too large.',
  'body-too-large.advice': 'No request of this API needs more than 64 kB.',
  'not-signed-in.title': 'Sign in first.',
  'not-signed-in.advice':
    'The request has no access token, or one that is invalid or has expired. Send `Authorization: Bearer …` with a token from `POST /api/v1/auth/login` or `/auth/refresh`.',
  'not-signed-in.metrics': 'Send METRICS_TOKEN as a bearer token to read the metrics.',
  'wrong-credentials.title': 'The email or the password is wrong.',
  'wrong-credentials.advice':
    'No account has this email and password. An unknown email gets the same response as a wrong password, so that the response does not reveal which accounts exist.',
  'session-ended.title': 'The session has ended. Sign in again.',
  'session-ended.advice':
    'The sign-in has expired, was ended by signing out or by a new password, or its refresh token was used twice. Sign in again.',
  'forbidden.title': 'Your role does not allow this.',
  'forbidden.advice': 'Your role does not allow this. Ask an owner of the workshop or the operator.',
  'route-not-found.title': 'There is no route at this address.',
  'route-not-found.advice': 'No route has this address. `/api/docs` lists all routes.',
  'method-not-allowed.title': 'This address does not support this method.',
  'method-not-allowed.advice':
    'The address exists, but does not support this method. The `Allow` header lists the methods that it supports.',
  'workshop-not-found.title': 'There is no such workshop.',
  'workshop-not-found.advice': 'There is no workshop with this id, or you have no access to it.',
  'pit-not-found.title': 'There is no such pit.',
  'pit-not-found.advice': 'There is no pit with this id, or it belongs to another workshop.',
  'camera-not-found.title': 'This pit has no camera yet.',
  'camera-not-found.advice': 'The pit has no camera yet. Set one up with `PUT /api/v1/pits/:id/camera`.',
  'sub-stream-not-found.title': 'This pit’s camera has no second stream.',
  'sub-stream-not-found.advice':
    'The camera has no second, smaller stream. Request its `main` stream, or set `sub_path` (`sub` for a camera that publishes).',
  'media-server-not-found.title': 'There is no such media server.',
  'media-server-not-found.advice':
    'There is no media server with this id. `GET /api/v1/media-servers` lists them.',
  'media-server-name-taken.title': 'Another media server has this name.',
  'media-server-name-taken.advice': 'Names of media servers are unique. Choose another one.',
  'media-server-address-taken.title': 'Another media server has this control API address.',
  'media-server-address-taken.advice':
    'A media server with this control API address exists. Two entries for one media server would remove each other’s paths.',
  'media-server-is-configured.title': 'The settings define this media server.',
  'media-server-is-configured.advice':
    'The addresses of this media server come from the settings `MEDIAMTX_…`: change them there. It cannot be removed.',
  'media-server-not-empty.title': 'Workshops or edges use this media server.',
  'media-server-not-empty.advice':
    'Move the workshops that are placed on it to another media server first, or drain it, and remove its edges.',
  'media-server-is-edge.title': 'This media server is an edge: no workshop can be placed on it.',
  'media-server-is-edge.advice':
    'An edge pulls the streams of its origin, and no workshop is placed on it. Place workshops on the origin.',
  'edge-needs-origin.title': 'An edge needs an origin and the address from which it connects to it.',
  'edge-needs-origin.advice':
    '`edge_of` is the id of a media server that is not an edge. `pulls_from` is the IP address from which the edge connects to its origin. Set both or neither.',
  'media-server-draining.title': 'This media server is being drained.',
  'media-server-draining.advice':
    'No workshop can be placed on a media server that is being drained. Stop draining it, or choose another media server.',
  'media-server-unreachable.title': 'The media server does not respond.',
  'media-server-unreachable.advice':
    'The media server did not respond in time, so nothing was moved or changed. Check that it is running and that this service can reach its control API.',
  'media-agent-code-invalid.title': 'The code is not valid.',
  'media-agent-code-invalid.advice':
    'The one-time code was used, replaced or has expired. Create a new one on the Media servers page.',
  'media-agent-credential-invalid.title': 'The credential of the media agent is not valid.',
  'media-agent-credential-invalid.advice':
    'The credential was revoked or replaced. Create a code on the Media servers page and enrol the agent again.',
  'media-agent-not-ready.title': 'No media agent is ready on this media server.',
  'media-agent-not-ready.advice':
    'Paths can be set by file only while a media agent reports that MediaMTX has loaded its file. Enrol an agent, and start MediaMTX with its file.',
  'no-other-media-server.title': 'No other media server is in use.',
  'no-other-media-server.advice':
    'At least one media server must stay in use. Add another one, or stop draining one, and try again.',
  'pit-number-taken.title': 'The workshop already has a pit with this number.',
  'pit-number-taken.advice': 'Pit numbers are unique within a workshop. Choose another one.',
  'email-taken.title': 'A member of this workshop already has this email.',
  'email-taken.advice':
    'A member of this workshop has this email. Accounts in other workshops do not matter: each workshop has its own.',
  'workshop-not-empty.title': 'The workshop still has pits.',
  'workshop-not-empty.advice': 'Delete the pits of the workshop first.',
  'camera-paused.title': 'The camera is paused.',
  'camera-paused.advice':
    'A paused camera is not pulled and cannot publish, so it has no viewers. Resume it with `PATCH /api/v1/pits/:id/camera`, or try again later.',
  'camera-is-not-push.title': 'Only a camera that publishes has a publish key.',
  'camera-is-not-push.advice':
    'Publish keys are for cameras of kind `push`. MediaMTX pulls the other cameras by itself.',
  'camera-is-not-pull.title': 'Only a camera that is pulled can be tested.',
  'camera-is-not-pull.advice':
    'A camera of kind `push` connects to MediaMTX by itself. To test the saved camera, send a request without fields.',
  'too-many-publish-keys.title': 'No more cameras can have a publish key in JWT mode.',
  'too-many-publish-keys.advice':
    'In JWT mode the media server loads the keys of all cameras that publish, up to 128 KiB. Remove keys of cameras that need none, or use hook mode (`MEDIAMTX_AUTH=http`).',
  'not-in-jwt-mode.title': 'This installation runs in JWT mode and cannot do that.',
  'not-in-jwt-mode.advice':
    'The media server checks cameras and viewers by itself (`MEDIAMTX_AUTH=jwt`), with tokens only. `errors` names what it cannot do and the alternative. The operator can switch to hook mode (`http`).',
  'camera-address-refused.title': 'A camera cannot use this address.',
  'camera-address-refused.advice':
    'The address is reserved, belongs to this service, or is in no network of `CAMERA_NETWORKS`. `detail` names the reason and what to do.',
  'alert-channel-not-found.title': 'There is no such alert channel.',
  'alert-channel-not-found.advice': 'There is no alert channel with this id in this workshop.',
  'alert-channel-name-taken.title': 'The workshop already has an alert channel of this name.',
  'alert-channel-name-taken.advice':
    'Names of alert channels are unique within a workshop. If this request was repeated, the first one has created the channel.',
  'too-many-alert-channels.title': 'The workshop has reached its limit of alert channels.',
  'too-many-alert-channels.advice':
    'A workshop can have at most 20 alert channels. Delete one, or add recipients to one.',
  'alert-delivery-not-found.title': 'There is no such delivery.',
  'alert-delivery-not-found.advice':
    'There is no delivery with this id in this workshop. Deliveries are kept for 30 days, and are deleted with their channel.',
  'confirmation-link-invalid.title': 'This confirmation link is no longer valid.',
  'confirmation-link-invalid.advice':
    'The link was replaced by a newer one, is older than 7 days, or its channel was deleted. Ask the owner of the workshop for a new one.',
  'webhook-address-refused.title': 'A webhook cannot use this address.',
  'webhook-address-refused.advice':
    'The address is reserved, belongs to this service, or is in no network of `WEBHOOK_NETWORKS`. `detail` names the reason and what to do.',
  'email-not-set-up.title': 'This installation cannot send email yet.',
  'email-not-set-up.advice':
    'The operator has not set `SMTP_URL` and `ALERT_FROM`. Until then use a webhook.',
  'maintenance-window-not-found.title': 'There is no such maintenance window.',
  'maintenance-window-not-found.advice': 'There is no maintenance window with this id in this workshop.',
  'too-many-maintenance-windows.title': 'The workshop has reached its limit of maintenance windows.',
  'too-many-maintenance-windows.advice':
    'A workshop can have at most 100 maintenance windows. Delete those that are over.',
  'member-not-found.title': 'There is no such member.',
  'last-owner.title': 'A workshop needs at least one owner.',
  'last-owner.advice':
    'Make another member an owner, or enable another owner, before you demote, disable or remove this one.',
  'member-not-found.advice': 'There is no member with this id, or they belong to another workshop.',
  'viewing-session-not-found.title': 'There is no such viewing session.',
  'viewing-session-not-found.advice':
    'There is no viewing session with this id, or you have no access to it. Sessions that never began are kept for an hour.',
  'viewing-ended.title': 'The viewing session that this one follows was ended.',
  'viewing-ended.advice':
    'A member ended the session that `follows` or `renews` names; `ending` has the cause and the time. Send the request without these fields when the viewer wants to watch again.',
  'pit-viewers-full.title': 'This pit has reached its limit of viewers.',
  'pit-viewers-full.advice':
    'STREAM_MAX_VIEWERS_PER_PIT is reached. Wait until a viewer leaves, or end a session with `POST /api/v1/streams/sessions/:id/revocation`.',
  'workshop-viewers-full.title': 'This workshop has reached its limit of viewers.',
  'workshop-viewers-full.advice':
    'STREAM_MAX_VIEWERS_PER_WORKSHOP is reached. Wait until a viewer leaves, or end a session.',
  'viewer-sessions-full.title': 'You have reached your limit of open streams.',
  'viewer-sessions-full.advice':
    'STREAM_MAX_SESSIONS_PER_VIEWER is reached. Close a stream that you watch elsewhere, or end one of your sessions.',
  'wrong-password.title': 'The current password is wrong.',
  'wrong-password.advice': 'To change the password, enter the one in use now.',
  'too-many-pits.title': 'The workshop has reached its limit of pits.',
  'too-many-pits.advice':
    'MAX_PITS_PER_WORKSHOP is reached. Delete pits that are not in use, or ask the operator to raise the limit.',
  'too-many-transcoders.title': 'The workshop has reached its limit of re-encoded cameras.',
  'too-many-transcoders.advice':
    'MAX_TRANSCODERS_PER_WORKSHOP is reached. Set a camera to H.264 so that it needs no re-encoding, or ask the operator to raise the limit.',
  'too-many-members.title': 'The workshop has reached its limit of members.',
  'too-many-members.advice': 'MAX_MEMBERS_PER_WORKSHOP is reached. Ask the operator to raise the limit.',
  'foreign-origin.title': 'The request came from a page of another site.',
  'foreign-origin.advice':
    'The sign-in routes accept requests only from this service’s own pages: the `Origin` header names another site. Set PUBLIC_URL to the address that browsers use. Programs call the API without an `Origin` header.',
  'too-many-requests.title': 'Too many requests. Wait a moment.',
  'too-many-requests.advice': 'Wait for the number of seconds in the `Retry-After` header.',
  'sign-in-busy.title': 'Too many users are signing in. Try again in a moment.',
  'sign-in-busy.advice':
    'Verifying a password needs much processor time, so only a few are verified in parallel. Try again after the number of seconds in the `Retry-After` header.',
  'not-ready.title': 'The service is starting.',
  'not-ready.advice':
    'A component that requests need is not available yet; `errors` names it. Try again in a moment.',
  'not-ready.part': 'is not ready',
  'not-ready.database': 'The database is not responding. Try again shortly.',
  'storage-full.title': 'The disk of the server is full.',
  'storage-full.advice':
    'The disk of the database is full. Nothing was changed. Free disk space; nothing needs to be restarted.',
  'storage-full.database': 'The disk of the database is full. Nothing was changed.',
  'internal-error.title': 'The service failed. The failure has been logged.',
  'internal-error.advice':
    'An unexpected failure. Send the operator the `instance` of the answer: the log contains it.',
} as const satisfies Readonly<Record<`${ProblemCode}.${'title' | 'advice'}`, string>> &
  Readonly<Record<string, string>>;
