// Generated from libs/contracts and the controllers by tools/src/write-openapi-metadata.ts. Do not edit.
import * as contracts from '@ppf/contracts';

/** Fields of the contracts' classes. */
export const CONTRACT_METADATA: readonly (readonly [object, () => object])[] = [
  [
    contracts.AccessTokenResponse,
    () => ({
      access_token: {
        required: true,
        type: () => String,
        description: 'A JWT for `Authorization: Bearer \u2026` on this API. Not a stream token.',
      },
      token_type: { required: true, type: () => String, description: 'Always `Bearer`.' },
      expires_in: {
        required: true,
        type: () => Number,
        description: 'Seconds until the access token expires.',
      },
      user: { required: true, type: () => contracts.SignedInUser },
    }),
  ],
  [
    contracts.AlertAttempt,
    () => ({
      number: { required: true, type: () => Number, description: '1 for the first.' },
      began_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      duration_ms: { required: true, type: () => Number, description: 'Duration in milliseconds.' },
      fault: {
        required: true,
        nullable: true,
        description: 'Reason of the failure. Null: it succeeded.',
        enum: [
          'address-refused',
          'name-not-found',
          'not-https',
          'unreachable',
          'timed-out',
          'tls-failed',
          'redirected',
          'refused-status',
          'gone',
          'no-mail-server',
          'sign-in-failed',
          'recipient-refused',
          'recipient-unconfirmed',
          'failed',
        ],
      },
      status: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Response status: HTTP for a webhook, SMTP for an email. Null: no response.',
      },
    }),
  ],
  [
    contracts.AlertChannel,
    () => ({
      id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
      kind: { required: true, enum: ['webhook', 'email'] },
      name: { required: true, type: () => String, description: 'Unique in the workshop.' },
      enabled: { required: true, type: () => Boolean, description: 'A disabled channel receives no alerts.' },
      pit_ids: {
        required: true,
        type: () => [Number],
        nullable: true,
        description: 'Pits whose alerts it receives. Null: all pits of the workshop, also future ones.',
      },
      delay_seconds: {
        required: true,
        type: () => Number,
        description:
          'Time that a camera must be offline, outside maintenance, before an alert is sent, in seconds.',
      },
      url: { required: true, type: () => String, nullable: true, description: 'webhook: target URL.' },
      previous_secret_until: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'webhook: end of the time in which the previous secret signs too, ISO 8601 UTC. Null: there is one secret.',
      },
      recipients: {
        required: true,
        type: () => [String],
        description: 'email: recipients. Empty for a webhook.',
      },
      unconfirmed_recipients: {
        required: true,
        type: () => [String],
        description:
          'email: recipients who have not confirmed their address. They receive no alerts until they do.',
      },
      time_zone: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'email: time zone of the times in messages, an IANA name such as `Europe/Berlin`. Null: UTC.',
      },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.AlertChannelFields,
    () => ({
      enabled: {
        required: false,
        type: () => Boolean,
        description: 'Whether it receives alerts. Default on creation: true.',
      },
      pit_ids: {
        required: false,
        type: () => [Number],
        nullable: true,
        description:
          'Pits of the workshop whose alerts it receives, 1 to 1000. Null, the default on creation: all pits.',
        minimum: 1,
        maximum: 2147483647,
        uniqueItems: true,
        minItems: 1,
        maxItems: 1000,
      },
      delay_seconds: {
        required: false,
        type: () => Number,
        description:
          'Time that a camera must be offline before an alert is sent, 10 to 3600 s. Default on creation: 60.',
        minimum: 10,
        maximum: 3600,
      },
      url: {
        required: false,
        type: () => String,
        description:
          'webhook: `https://\u2026`, without user and password; its host must be in WEBHOOK_NETWORKS.',
        maxLength: 2000,
      },
      recipients: {
        required: false,
        type: () => [String],
        description: 'email: recipients, 1 to 20 addresses.',
        maxLength: 254,
        uniqueItems: true,
        format: 'email',
        minItems: 1,
        maxItems: 20,
      },
      time_zone: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'email: time zone of the times in messages, an IANA name such as `Europe/Berlin`. Null, the default on creation: UTC.',
        maxLength: 64,
      },
    }),
  ],
  [
    contracts.AlertChannelList,
    () => ({
      items: { required: true, type: () => [contracts.AlertChannel] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
      email_available: {
        required: true,
        type: () => Boolean,
        description: 'Whether this installation can send email (SMTP_URL).',
      },
    }),
  ],
  [
    contracts.AlertDelivery,
    () => ({
      id: { required: true, type: () => Number },
      channel_id: { required: true, type: () => Number },
      channel_name: { required: true, type: () => String },
      channel_kind: { required: true, enum: ['webhook', 'email'] },
      message_id: {
        required: true,
        type: () => String,
        description:
          'The `webhook-id` header, the same in every attempt, by which receivers recognize a repeated message.',
      },
      events: {
        required: true,
        type: () => [contracts.AlertEvent],
        description: 'Events of the message: one for a webhook, one or more for an email.',
      },
      state: { required: true, enum: ['failed', 'waiting', 'delivered'] },
      attempts: {
        required: true,
        type: () => [contracts.AlertAttempt],
        description: 'The newest 20, oldest first.',
      },
      next_attempt_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Time of the next attempt, ISO 8601 UTC. Null unless the state is `waiting`.',
      },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.AlertDeliveryList,
    () => ({
      items: { required: true, type: () => [contracts.AlertDelivery] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.AlertDeliveryQuery,
    () => ({
      channel_id: {
        required: false,
        type: () => Number,
        description: 'Deliveries to this channel.',
        minimum: 1,
        maximum: 2147483647,
      },
      state: {
        required: false,
        description: 'Deliveries in this state.',
        enum: ['failed', 'waiting', 'delivered'],
      },
    }),
  ],
  [
    contracts.AlertEvent,
    () => ({
      type: {
        required: true,
        enum: ['camera.offline', 'camera.back', 'camera.unstable', 'camera.stable', 'alert.test'],
      },
      timestamp: {
        required: true,
        type: () => String,
        description: 'Time of the event, ISO 8601 UTC. The same in every attempt.',
      },
      data: { required: true, type: () => contracts.AlertEventData },
    }),
  ],
  [
    contracts.AlertEventData,
    () => ({
      workshop_id: { required: true, type: () => Number },
      workshop_name: { required: true, type: () => String },
      pit_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Null for `alert.test`, as all following fields except `dashboard_url`.',
      },
      pit_number: { required: true, type: () => Number, nullable: true },
      pit_name: { required: true, type: () => String, nullable: true },
      outage: {
        required: true,
        nullable: true,
        description: '`offline`: there was no stream; `stalled`: a stream existed, but received no video.',
        enum: ['offline', 'stalled'],
      },
      began_at: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'Begin of the outage, ISO 8601 UTC. `camera.unstable` and `camera.stable`: begin of the first outage.',
      },
      ended_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`camera.back` and `camera.stable`: end of the last outage, ISO 8601 UTC.',
      },
      interruptions: {
        required: true,
        type: () => Number,
        nullable: true,
        description: '`camera.unstable`: number of outages within the last 30 minutes.',
      },
      dashboard_url: { required: true, type: () => String, description: "The pit's page in the dashboard." },
    }),
  ],
  [
    contracts.Camera,
    () => ({
      kind: { required: true, enum: ['pull', 'push'] },
      paused: {
        required: true,
        type: () => Boolean,
        description:
          'Whether it is paused: it is neither pulled nor allowed to publish. `PATCH` sets it, `PUT` keeps it.',
      },
      pause_reason: {
        required: true,
        nullable: true,
        description: 'Reason why this service paused it. Null: it is not paused, or a user paused it.',
        enum: ['redirects'],
      },
      not_applied: {
        required: true,
        type: () => contracts.CameraNotApplied,
        nullable: true,
        description:
          'pull: reason why the media server does not pull it as it is set up. Null: it does, or is not reconciled yet.',
      },
      feed: {
        required: true,
        nullable: true,
        description: 'pull: protocol of the source.',
        enum: ['rtsp', 'mjpeg'],
      },
      tls: { required: true, type: () => Boolean, description: 'pull: over TLS (`rtsps`, `https`).' },
      tls_fingerprint: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'pull over `rtsps`: SHA-256 of the required certificate, lower-case hex. Null: see `tls_fingerprint` of `PUT`.',
      },
      host: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'pull: host name or address of the camera.',
      },
      port: { required: true, type: () => Number, nullable: true, description: 'pull: 1 to 65535.' },
      path: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'pull: path and query of the URL, with the leading slash. Null for staff, because it may contain credentials.',
      },
      sub_path: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'pull: path of the second, smaller stream. Null: none, and for staff.',
      },
      user: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'pull: user name at the camera. Null for staff.',
      },
      has_password: {
        required: true,
        type: () => Boolean,
        description: 'pull: whether a password is stored. It is encrypted and never returned.',
      },
      transport: { required: true, nullable: true, enum: ['automatic', 'udp', 'tcp'] },
      on_demand: {
        required: true,
        type: () => Boolean,
        description: 'Whether it is pulled or re-encoded on demand, only while there are viewers.',
      },
      transcode: {
        required: true,
        type: () => Boolean,
        description: 'Whether the media server re-encodes the main stream to H.264.',
      },
      sub: {
        required: true,
        type: () => Boolean,
        description: "Whether there is a second, smaller stream. Its status is the pit's `sub_stream`.",
      },
      allow_list: {
        required: true,
        type: () => [String],
        description: 'push: address ranges from which it may publish without the key.',
      },
      has_publish_key: {
        required: true,
        type: () => Boolean,
        description: 'push: whether a publish key was issued. `POST /pits/{id}/publish-key` returns it once.',
      },
      publish_address: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "push: URL for publishing the main stream, without the key. With `transcode`, the path differs from the pit's path.",
      },
      publish_address_changed_at: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'push: time when `publish_address` changed, because the workshop was moved or its media server got another address, ISO\n8601 UTC. The camera needs the new address. Null: no change, or the camera has published there since.',
      },
      sub_publish_address: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'push: URL for publishing the second stream, without the key. Null: it has none.',
      },
    }),
  ],
  [
    contracts.CameraDiscovery,
    () => ({ items: { required: true, type: () => [contracts.DiscoveredCamera] } }),
  ],
  [
    contracts.CameraFields,
    () => ({
      url: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull: a URL with credentials instead of the separate fields. It is parsed and not stored as a whole.\n`rtsp://` or `rtsps://` (`http://` for a camera with `feed` `mjpeg`), at most 2000 characters (MediaMTX reads URLs of\n2048 bytes: MediaMTX contract \u00A77).',
        maxLength: 2000,
      },
      feed: {
        required: false,
        nullable: true,
        description: 'pull: default `rtsp`. `mjpeg` requires `transcode` and no user and password.',
        enum: ['rtsp', 'mjpeg'],
      },
      tls: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description: 'pull over RTSP: whether to use TLS (`rtsps`). Default: false.',
      },
      tls_fingerprint: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          "pull over `rtsps`: SHA-256 of the camera's certificate, 64 hex digits, as a camera test returns it. Only a camera with\nthis certificate is pulled. Absent: any certificate that the media server can verify by its certificate authorities.",
        pattern: '^[0-9a-fA-F]{64}$',
      },
      host: {
        required: false,
        type: () => String,
        nullable: true,
        description: 'pull: host name or address.',
        minLength: 1,
        maxLength: 253,
      },
      port: {
        required: false,
        type: () => Number,
        nullable: true,
        description: 'pull: 1 to 65535. Default: 554 (322 with `tls`; 80 and 443 for `mjpeg`).',
        minimum: 1,
        maximum: 65535,
      },
      path: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull: path and query with the leading slash. Default: `/`. Printable ASCII, other characters percent-encoded. It is stored\nin the canonical form that every MediaMTX release and the camera test send unchanged.',
        maxLength: 1000,
      },
      sub_path: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull over RTSP: path of the second, smaller stream at the same host, in the format of `path`. Absent: none.',
        maxLength: 1000,
      },
      user: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull: user name at the camera, any characters except control characters. Requires a password in the request or stored (MediaMTX accepts both or neither).',
        maxLength: 100,
      },
      password: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull: password at the camera, any characters except control characters. Encrypted at rest. Absent: the stored password is retained if host, port and user stay the same. Requires a user.',
        maxLength: 200,
      },
      transport: {
        required: false,
        nullable: true,
        description: 'pull: default `tcp`.',
        enum: ['automatic', 'udp', 'tcp'],
      },
      on_demand: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description:
          'pull: pull only while there are viewers; push with `transcode`: re-encode only then. Default: false.',
      },
      transcode: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description:
          'Whether the media server re-encodes the main stream to H.264, for MJPEG, H.265 and B-frames; without audio. Default:\nfalse. Uses about one processor core per full HD camera.',
      },
      sub: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description:
          'push: whether the camera also publishes a second, smaller stream, to `\u2026/sub` with the same key. Default: false.',
      },
      allow_list: {
        required: false,
        type: () => [String],
        nullable: true,
        description:
          'push: addresses and ranges (`192.168.2.9`, `192.168.2.0/24`) from which the camera may publish without the key, for\ncameras that cannot send one. Absent or empty: none. Ranges are at most as wide as /16 (IPv6: /48).',
        maxItems: 16,
        minLength: 2,
        maxLength: 49,
      },
    }),
  ],
  [
    contracts.CameraImport,
    () => ({
      done: {
        required: true,
        type: () => Boolean,
        description: 'Whether the table was imported: false for a dry run and when any row has an error.',
      },
      errors: {
        required: true,
        type: () => [contracts.CameraImportError],
        description: 'Errors of the whole table, such as an unknown column.',
      },
      rows: {
        required: true,
        type: () => [contracts.CameraImportRow],
        description: 'All rows, in the order of the file.',
      },
    }),
  ],
  [
    contracts.CameraImportError,
    () => ({
      column: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'The column. Null: the whole row or table.',
      },
      message: {
        required: true,
        type: () => String,
        description: 'The error: a phrase that follows the column name, or a sentence without a column.',
      },
    }),
  ],
  [
    contracts.CameraImportRow,
    () => ({
      line: {
        required: true,
        type: () => Number,
        description: 'Line of the file, from 1, including the header line.',
      },
      number: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Pit number. Null: not valid.',
      },
      name: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Pit name. Null: none, or not valid.',
      },
      host: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Host of a pulled camera. Null: the camera pushes, or the row is not valid.',
      },
      user: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'User name at a pulled camera. Null: none, or the row is not valid.',
      },
      action: { required: true, nullable: true, enum: ['create-pit', 'set-camera', 'replace-camera'] },
      pit_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'The created or changed pit. Null: not imported.',
      },
      errors: {
        required: true,
        type: () => [contracts.CameraImportError],
        description: 'Empty: the row is valid.',
      },
    }),
  ],
  [
    contracts.CameraNotApplied,
    () => ({
      code: {
        required: true,
        enum: [
          'name-not-found',
          'invalid-address',
          'incomplete-sign-in',
          'https-not-supported',
          'address-not-allowed',
          'unreadable-password',
          'refused-by-media-server',
          'internal-error',
        ],
      },
      sentence: { required: true, type: () => String, description: 'The reason, in one sentence.' },
      fix: { required: true, type: () => String, description: 'The fix.' },
    }),
  ],
  [
    contracts.CameraPreset,
    () => ({
      id: {
        required: true,
        enum: ['hikvision', 'dahua', 'cp-plus', 'reolink', 'tp-link-tapo', 'axis', 'onvif', 'esp32-cam'],
      },
      name: { required: true, type: () => String, description: 'Brand name.' },
      port: { required: true, type: () => Number, description: 'Default RTSP port.' },
      user: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Default user name. Null: chosen at setup.',
      },
      main_path: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "Path and query of the main stream. `{channel}` is replaced by the channel, from 1. Null: see the camera's own web page.",
      },
      sub_path: {
        required: true,
        type: () => String,
        nullable: true,
        description: "Path of the second stream. Null: none, or see the camera's own web page.",
      },
      channel_digits: {
        required: true,
        type: () => Number,
        description: 'Minimum number of digits of a channel in a path: 2 results in `01`.',
      },
      settings: {
        required: true,
        type: () => [String],
        description: "Settings to change in the camera, with the brand's names, in order.",
      },
      notes: { required: true, type: () => [String], description: 'Further notes.' },
      needs_transcode: {
        required: true,
        type: () => Boolean,
        description: 'Whether its video is not H.264, so that browsers cannot play it without re-encoding.',
      },
    }),
  ],
  [contracts.CameraPresetList, () => ({ items: { required: true, type: () => [contracts.CameraPreset] } })],
  [
    contracts.CameraSnapshotGap,
    () => ({
      code: { required: true, enum: ['no-key-frame', 'no-ffmpeg', 'not-decoded'] },
      sentence: { required: true, type: () => String, description: 'The reason, in one sentence.' },
    }),
  ],
  [
    contracts.CameraStream,
    () => ({
      name: { required: true, type: () => String, description: 'Declared name.' },
      source: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "Token of the video source, at most 80 characters, the same for all streams of a recorder's channel. Null: not declared.",
      },
      tls: { required: true, type: () => Boolean, description: 'Whether it is `rtsps`.' },
      port: { required: true, type: () => Number, description: 'RTSP port.' },
      path: {
        required: true,
        type: () => String,
        description: 'Path and query, for `path` or `sub_path` of the camera.',
      },
      codec: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`H264`, `H265`, `JPEG`, or another name that the camera uses. Null: not declared.',
      },
      width: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Pixels. Null: not declared.',
      },
      height: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Pixels. Null: not declared.',
      },
      frame_rate: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Frames per second. Null: not declared.',
      },
      suits: {
        required: true,
        nullable: true,
        description:
          'Recommended use among the streams of its source: the largest H.264 is `main`, the smallest `sub`. Null: neither.',
        enum: ['main', 'sub'],
      },
    }),
  ],
  [
    contracts.CameraStreams,
    () => ({
      items: {
        required: true,
        type: () => [contracts.CameraStream],
        description:
          "The offered streams, by source in the camera's order, largest first. Empty with a fault.",
      },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`cursor` of the next page. Null on the last page.',
      },
      notices: {
        required: true,
        type: () => [contracts.CameraStreamsNotice],
        description: 'Notices, with or without a fault.',
      },
      fault: {
        required: true,
        type: () => contracts.CameraStreamsFault,
        nullable: true,
        description: 'Null: no fault.',
      },
    }),
  ],
  [
    contracts.CameraStreamsFault,
    () => ({
      code: {
        required: true,
        enum: [
          'address-refused',
          'unreachable',
          'unresolvable',
          'password-needed',
          'wrong-password',
          'sign-in-unsupported',
          'too-slow',
          'not-onvif',
          'no-streams',
        ],
      },
      sentence: { required: true, type: () => String, description: 'The fault, in one sentence.' },
      fix: { required: true, type: () => String, description: 'The fix.' },
    }),
  ],
  [
    contracts.CameraStreamsNotice,
    () => ({
      code: { required: true, enum: ['camera-clock'] },
      sentence: { required: true, type: () => String, description: 'The notice, in one sentence.' },
      fix: { required: true, type: () => String, description: 'The fix.' },
    }),
  ],
  [
    contracts.CameraTest,
    () => ({
      ok: {
        required: true,
        type: () => Boolean,
        description: 'Whether every step is ok: browsers can play the camera.',
      },
      steps: {
        required: true,
        type: () => [contracts.CameraTestStep],
        description: 'The executed steps, in order.',
      },
      video: {
        required: true,
        type: () => contracts.CameraTestVideo,
        nullable: true,
        description: 'Null: the test ended before the video.',
      },
      snapshot_jpeg: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'A snapshot of the camera, JPEG as base64. Null: see `snapshot_gap`.',
      },
      snapshot_gap: { required: true, type: () => contracts.CameraSnapshotGap, nullable: true },
      redirected_to: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'With the fault `redirected`: the target address without credentials, which can be set up instead if it is trusted.\nNull: no redirect, or a target where no camera may be.',
      },
      tls_fingerprint: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "pull over `rtsps`: SHA-256 of the camera's certificate, lower-case hex, to be confirmed as `tls_fingerprint`.",
      },
      refusal: {
        required: true,
        type: () => contracts.CameraTestRefusal,
        nullable: true,
        description: 'push: the last refusal to publish, while no video arrives. Null: none.',
      },
    }),
  ],
  [
    contracts.CameraTestFault,
    () => ({
      code: {
        required: true,
        enum: [
          'stalled',
          'address-refused',
          'unreachable',
          'tls-failed',
          'redirected',
          'unresolvable',
          'refused-connection',
          'wrong-certificate',
          'unconfirmed-certificate',
          'silent',
          'slow',
          'hung-up',
          'hung-up-at-sign-in',
          'wrong-answer-number',
          'not-rtsp',
          'unexpected-answer',
          'password-needed',
          'wrong-password',
          'sign-in-unsupported',
          'digest-refused',
          'only-media-server-signs-in',
          'forbidden',
          'wrong-path',
          'options-refused',
          'invalid-description',
          'invalid-track',
          'refused-track',
          'invalid-base-address',
          'early-packets',
          'no-video',
          'too-many-viewers',
          'tcp-refused',
          'udp-refused',
          'udp-no-packets',
          'no-picture',
          'unsupported-codec',
          'no-key-frame',
          'b-frames',
          'long-key-frame-interval',
          'no-second-connection',
          'intra-refresh',
          'timestamps-jump',
          'uncommon-profile',
          'mjpeg-too-large',
          'http-sign-in-unsupported',
          'not-mjpeg',
          'no-publish-key',
          'paused',
          'not-publishing',
          'publishing-refused',
          'media-server-away',
        ],
      },
      severity: { required: true, enum: ['error', 'warning'] },
      sentence: { required: true, type: () => String, description: 'The fault, in one sentence.' },
      fix: { required: true, type: () => String, description: 'The fix.' },
    }),
  ],
  [
    contracts.CameraTestRefusal,
    () => ({
      at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      sentence: { required: true, type: () => String, description: 'The reason, in one sentence.' },
      address: {
        required: true,
        type: () => String,
        description: "The client's address, as the media server sees it.",
      },
      protocol: { required: true, type: () => String, description: '`rtsp`, `webrtc` and so on.' },
    }),
  ],
  [
    contracts.CameraTestStep,
    () => ({
      step: {
        required: true,
        enum: ['video', 'key', 'arrival', 'resolve', 'reach', 'request', 'options', 'describe', 'play'],
      },
      ok: {
        required: true,
        type: () => Boolean,
        description: 'False: the test ended here, or browsers cannot play the video.',
      },
      ms: { required: true, type: () => Number, description: 'Duration in milliseconds.' },
      fault: {
        required: true,
        type: () => contracts.CameraTestFault,
        nullable: true,
        description: 'With `ok` true: a warning. Null: no fault.',
      },
    }),
  ],
  [
    contracts.CameraTestVideo,
    () => ({
      codec: {
        required: true,
        type: () => String,
        description: '`H264`, `H265`, `JPEG`, or another name that the camera uses.',
      },
      profile: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Null: the codec has none, or none was received.',
      },
      level: { required: true, type: () => String, nullable: true },
      width: { required: true, type: () => Number, nullable: true, description: 'Pixels.' },
      height: { required: true, type: () => Number, nullable: true, description: 'Pixels.' },
      frame_rate: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Frames per second, rounded to a tenth.',
      },
      bitrate: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Video bitrate in bit/s. Null: too little was received.',
      },
      key_frame_interval_ms: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'The longest time between two key frames, in ms. Null: fewer than two were received.',
      },
      key_frames: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Number of received key frames. Null: the video was not measured.',
      },
      b_frames: {
        required: true,
        type: () => Boolean,
        nullable: true,
        description: 'Whether the video has B-frames, which browsers cannot play live. Null: unknown.',
      },
      watched_ms: { required: true, type: () => Number, description: 'Duration of the measurement, in ms.' },
    }),
  ],
  [
    contracts.CameraUsage,
    () => ({
      viewers: {
        required: true,
        type: () => Number,
        description: 'Current viewers of both streams. Up to MediaMTX v1.17.1, HLS viewers are not counted.',
      },
      is_sending: { required: true, type: () => Boolean, description: 'Whether the camera sends video now.' },
    }),
  ],
  [
    contracts.ChangePasswordRequest,
    () => ({
      current_password: {
        required: true,
        type: () => String,
        description: 'The current password.',
        minLength: 1,
        maxLength: 200,
      },
      new_password: {
        required: true,
        type: () => String,
        description: '12 to 200 characters, any of them (NIST SP 800-63B: length over composition).',
        minLength: 12,
        maxLength: 200,
      },
    }),
  ],
  [
    contracts.ConfirmAlertRecipientRequest,
    () => ({
      token: {
        required: true,
        type: () => String,
        description: 'The fragment of the link in the email: 32 random bytes as base64url.',
        pattern: '^[\\w-]{43}$',
      },
    }),
  ],
  [
    contracts.CreateAlertChannelRequest,
    () => ({
      kind: { required: true, enum: ['webhook', 'email'] },
      name: {
        required: true,
        type: () => String,
        description: '1 to 120 visible characters or spaces, unique in the workshop.',
        minLength: 1,
        maxLength: 120,
      },
    }),
  ],
  [
    contracts.CreateMediaServerRequest,
    () => ({
      name: {
        required: true,
        type: () => String,
        description: 'Name for operators, 1 to 60 visible characters or spaces; unique.',
        minLength: 1,
        maxLength: 60,
      },
      api_url: {
        required: true,
        type: () => String,
        description: 'URL of the control API for this service, `http://` or `https://`; unique.',
        maxLength: 300,
        format: 'uri',
      },
      webrtc_url: {
        required: true,
        type: () => String,
        description: 'Base URL of WebRTC signalling for browsers, `http://` or `https://`.',
        maxLength: 300,
        format: 'uri',
      },
      hls_url: {
        required: true,
        type: () => String,
        description: 'Base URL of HLS for browsers, `http://` or `https://`.',
        maxLength: 300,
        format: 'uri',
      },
      rtsp_url: {
        required: true,
        type: () => String,
        description: 'Base URL of RTSP for players and cameras, `rtsp://` or `rtsps://`.',
        maxLength: 300,
        format: 'uri',
      },
      edge_of: {
        required: false,
        type: () => Number,
        description:
          'Id of the origin, for an edge: the edge pulls streams from the origin for its share of the viewers, and no workshops are\nplaced on it. Absent: not an edge. It cannot be changed.',
        minimum: 1,
        maximum: 2147483647,
      },
      pulls_from: {
        required: false,
        type: () => String,
        description: 'Required for an edge: the source IP address of its requests to the origin.',
      },
    }),
  ],
  [
    contracts.CreateMemberRequest,
    () => ({
      email: {
        required: true,
        type: () => String,
        description: 'Email for sign-in; unique in the workshop, case-insensitive.',
        maxLength: 254,
        format: 'email',
      },
      display_name: {
        required: true,
        type: () => String,
        description: '1 to 120 visible characters or spaces.',
        minLength: 1,
        maxLength: 120,
      },
      role: { required: true, enum: ['owner', 'staff', 'observer'] },
      pit_ids: {
        required: false,
        type: () => [Number],
        nullable: true,
        description:
          'Staff and observers: the pits that the member can see and watch, at most 1000. Null, the default: all pits.',
        minimum: 1,
        maximum: 2147483647,
        uniqueItems: true,
        maxItems: 1000,
      },
      password: {
        required: true,
        type: () => String,
        description: '12 to 200 characters, any of them (NIST SP 800-63B: length over composition).',
        minLength: 12,
        maxLength: 200,
      },
    }),
  ],
  [
    contracts.CreatePitRequest,
    () => ({
      number: {
        required: true,
        type: () => Number,
        description: 'Number of the bay, 1 to 9999, unique in the workshop. Part of the MediaMTX path.',
        minimum: 1,
        maximum: 9999,
      },
      name: {
        required: false,
        type: () => String,
        description: 'Name of the bay: 1 to 80 visible characters or spaces.',
        minLength: 1,
        maxLength: 80,
      },
    }),
  ],
  [
    contracts.CreateWorkshopRequest,
    () => ({
      name: {
        required: true,
        type: () => String,
        description: '1 to 120 visible characters or spaces.',
        minLength: 1,
        maxLength: 120,
      },
    }),
  ],
  [
    contracts.CreatedAlertChannel,
    () => ({
      channel: { required: true, type: () => contracts.AlertChannel },
      secret: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'webhook: signing secret (`whsec_\u2026`, Standard Webhooks). It is not shown again.',
      },
    }),
  ],
  [
    contracts.Diagnosis,
    () => ({
      at: { required: true, type: () => String, description: 'Time of the diagnosis, ISO 8601 UTC.' },
      verdict: {
        required: true,
        type: () => contracts.DiagnosisFault,
        nullable: true,
        description: 'The first error, else the first warning. Null: no fault was found.',
      },
      steps: { required: true, type: () => [contracts.DiagnosisStep], description: 'Every step, in order.' },
    }),
  ],
  [
    contracts.DiagnosisFault,
    () => ({
      code: {
        required: true,
        enum: [
          'stalled',
          'address-refused',
          'unreachable',
          'tls-failed',
          'redirected',
          'unresolvable',
          'refused-connection',
          'wrong-certificate',
          'unconfirmed-certificate',
          'silent',
          'slow',
          'hung-up',
          'hung-up-at-sign-in',
          'wrong-answer-number',
          'not-rtsp',
          'unexpected-answer',
          'password-needed',
          'wrong-password',
          'sign-in-unsupported',
          'digest-refused',
          'only-media-server-signs-in',
          'forbidden',
          'wrong-path',
          'options-refused',
          'invalid-description',
          'invalid-track',
          'refused-track',
          'invalid-base-address',
          'early-packets',
          'no-video',
          'too-many-viewers',
          'tcp-refused',
          'udp-refused',
          'udp-no-packets',
          'no-picture',
          'unsupported-codec',
          'no-key-frame',
          'b-frames',
          'long-key-frame-interval',
          'no-second-connection',
          'intra-refresh',
          'timestamps-jump',
          'uncommon-profile',
          'mjpeg-too-large',
          'http-sign-in-unsupported',
          'not-mjpeg',
          'no-publish-key',
          'paused',
          'not-publishing',
          'publishing-refused',
          'media-server-away',
          'no-camera',
          'camera-not-applied',
          'media-server-down',
          'media-server-unreachable',
          'media-server-refuses-us',
          'media-server-too-old',
          'media-server-clock',
          'hook-off',
          'hook-elsewhere',
          'hook-without-secret',
          'hook-refuses',
          'path-missing',
          'server-cannot-reach-camera',
          'slow-start',
          're-encoding-fails',
          'video-is-h265',
          'video-is-mjpeg',
          'mjpeg-sends-nothing',
          'disconnects',
          'publishes-to-another-path',
          'publishes-beside-the-path',
          'wrong-publish-key',
          'webrtc-port-closed',
          'webrtc-address-wrong',
          'proxy-cannot-reach-server',
          'cors-refused',
          'media-not-https',
          'media-host-is-loopback',
          'ice-hosts-missing',
          'udp-blocked',
          'browser-cannot-reach-media',
          'token-refused',
          'pit-viewers-full',
          'workshop-viewers-full',
          'viewer-sessions-full',
          'viewing-ended',
          'lease-ended',
          'browser-codec',
          'nothing-decoded',
          'browser-failed',
          'lag',
          'browser-clock',
        ],
      },
      severity: { required: true, enum: ['error', 'warning'] },
      sentence: { required: true, type: () => String, description: 'The fault, in one sentence.' },
      fix: {
        required: true,
        type: () => String,
        description:
          'The fix: for staff whom to contact, for owners the setting, for the operator the technical fix.',
      },
    }),
  ],
  [
    contracts.DiagnosisStep,
    () => ({
      step: {
        required: true,
        enum: ['camera', 'media-server', 'sign-in', 'video', 'hook', 'stream', 'webrtc', 'browser'],
      },
      state: { required: true, enum: ['unknown', 'ok', 'fault', 'not-reached'] },
      ms: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Duration of the check in milliseconds. Null: known without a check, or not checked.',
      },
      fault: {
        required: true,
        type: () => contracts.DiagnosisFault,
        nullable: true,
        description: 'With `ok` or `unknown`: a warning. Null: no known fault.',
      },
      detail: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'A short finding. Null: none.',
      },
    }),
  ],
  [
    contracts.DiscoveredCamera,
    () => ({
      host: { required: true, type: () => String, description: 'IP address.' },
      port: {
        required: true,
        type: () => Number,
        description: 'Port of its ONVIF service, for `POST /workshops/{id}/camera-streams`.',
      },
      tls: {
        required: true,
        type: () => Boolean,
        description: 'Whether its ONVIF service is reached over TLS.',
      },
      path: { required: true, type: () => String, description: 'Path of its ONVIF service.' },
      name: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Declared name. Null: not declared.',
      },
      model: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Declared model. Null: not declared.',
      },
      pit_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'The pit of the workshop whose camera has this host. Null: none.',
      },
    }),
  ],
  [
    contracts.EndViewingsRequest,
    () => ({
      pit_id: {
        required: false,
        type: () => Number,
        description: 'All sessions of this pit.',
        minimum: 1,
        maximum: 2147483647,
      },
      user_id: {
        required: false,
        type: () => Number,
        description: 'All sessions of this user.',
        minimum: 1,
        maximum: 2147483647,
      },
    }),
  ],
  [contracts.EndedEvent, () => ({ reason: { required: true, enum: ['access-ended', 'rights-changed'] } })],
  [
    contracts.EndedViewing,
    () => ({ jti: { required: true, type: () => String, description: 'The `jti` of its token.' } }),
  ],
  [
    contracts.EnrolMediaAgentRequest,
    () => ({
      code: {
        required: true,
        type: () => String,
        description: 'One-time code of the media server.',
        minLength: 16,
        maxLength: 200,
      },
    }),
  ],
  [
    contracts.FieldFault,
    () => ({
      field: {
        required: true,
        type: () => String,
        description: 'Path of the field: `email`, `camera.port`.',
      },
      message: {
        required: true,
        type: () => String,
        description: 'The error, as a phrase that follows the name of the field. Never contains the value.',
      },
    }),
  ],
  [
    contracts.FindCameraStreamsRequest,
    () => ({
      host: {
        required: true,
        type: () => String,
        description: 'Host name or address.',
        minLength: 1,
        maxLength: 253,
      },
      port: {
        required: false,
        type: () => Number,
        description: 'Port of its ONVIF service, 1 to 65535. Default: 80, then 443 with TLS.',
        minimum: 1,
        maximum: 65535,
      },
      tls: {
        required: false,
        type: () => Boolean,
        description:
          'Whether its ONVIF service uses TLS. Absent: detected. The certificate is not verified, because no password is sent.',
      },
      path: {
        required: false,
        type: () => String,
        description: 'Path of its ONVIF service, 1 to 256 characters; Default: `/onvif/device_service`.',
        maxLength: 256,
        pattern: '^\\/[\\x21-\\x7e]*$',
      },
      cursor: {
        required: false,
        type: () => String,
        description: '`next_cursor` of the previous page. Absent: the first page.',
        pattern: '^\\d{1,4}$',
      },
      user: {
        required: false,
        type: () => String,
        description: 'User name at the camera, any characters.',
        maxLength: 100,
      },
      password: {
        required: false,
        type: () => String,
        description: 'Password at the camera, any characters.',
        maxLength: 200,
      },
    }),
  ],
  [
    contracts.Health,
    () => ({
      status: {
        required: true,
        type: () => String,
        description: 'Always `ok`. A failure is a problem response.',
      },
    }),
  ],
  [
    contracts.IceServer,
    () => ({
      urls: { required: true, type: () => [String] },
      username: { required: false, type: () => String },
      credential: { required: false, type: () => String },
    }),
  ],
  [
    contracts.ImportCamerasRequest,
    () => ({
      csv: {
        required: true,
        type: () => String,
        description:
          'CSV (RFC 4180) with a header line. Cells are separated by comma, semicolon or tab, or by the separator of a first line `sep=;`.\nCells with U+FFFD are refused: the file was read in the wrong encoding. Columns, in any order: `number`\n(required), `name`, `kind` (default `pull`), and those of `PUT /pits/{id}/camera`: `url` or `host`, `port`, `path`,\n`user`, `password`; `feed`, `tls`, `tls_fingerprint`, `sub_path`, `transport`, `on_demand`, `transcode`, `sub`,\n`allow_list` (separated by spaces). At most 500 rows and 60 000 characters.',
        minLength: 1,
        maxLength: 60000,
      },
      dry_run: {
        required: false,
        type: () => Boolean,
        description: 'Whether to validate only, without changes. Default: false.',
      },
      replace: {
        required: false,
        type: () => Boolean,
        description: 'Whether to replace existing cameras, which disconnects their viewers. Default: false.',
      },
    }),
  ],
  [
    contracts.IssueStreamTokenRequest,
    () => ({
      pit_id: {
        required: true,
        type: () => Number,
        description: 'The pit to watch.',
        minimum: 1,
        maximum: 2147483647,
      },
      stream: {
        required: false,
        description: 'Stream of the camera. Default: `main`.',
        enum: ['main', 'sub'],
      },
      follows: {
        required: false,
        type: () => String,
        description:
          "The token of the client's previous session of this pit, expired or not. If that session was ended by a user, the response\nis `viewing-ended` with the cause, so that a player does not reconnect.",
        maxLength: 2048,
      },
      renews: {
        required: false,
        type: () => String,
        description:
          'The current token, to continue its session: the new token has the same `jti`. For HLS, which sends its token with each\nrequest (MediaMTX contract \u00A76). Implies `follows`. An expired token begins a new session.',
        maxLength: 2048,
      },
    }),
  ],
  [
    contracts.IssueStreamTokensRequest,
    () => ({
      items: {
        required: true,
        type: () => [contracts.IssueStreamTokenRequest],
        description: 'One item per viewing session, with the fields of `POST /streams/token`. From 1 to 50.',
        minItems: 1,
        maxItems: 50,
      },
    }),
  ],
  [
    contracts.LiveStream,
    () => ({
      pit_id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
      path: { required: true, type: () => String, description: "MediaMTX's name for the stream." },
      stream: { required: true, type: () => contracts.PitStream },
    }),
  ],
  [
    contracts.LiveStreamList,
    () => ({
      items: { required: true, type: () => [contracts.LiveStream] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.LoginRequest,
    () => ({
      email: {
        required: true,
        type: () => String,
        description: 'Compared without regard to case. At most 254 characters (RFC 5321).',
        maxLength: 254,
        format: 'email',
      },
      password: {
        required: true,
        type: () => String,
        description: '1 to 200 characters. Limited because the cost of hashing grows with it.',
        minLength: 1,
        maxLength: 200,
      },
    }),
  ],
  [
    contracts.MaintenanceWindow,
    () => ({
      id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
      pit_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'The pit. Null: the whole workshop.',
      },
      kind: { required: true, enum: ['once', 'weekly'] },
      reason: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Reason, shown to users. Null: none.',
      },
      begins_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'once: begin, ISO 8601 UTC.',
      },
      ends_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'once: end, ISO 8601 UTC.',
      },
      days: {
        required: true,
        type: () => [Number],
        nullable: true,
        description: 'weekly: the days on which it begins, 1 (Monday) to 7 (Sunday).',
      },
      from_time: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'weekly: begin, `HH:MM` in local time.',
      },
      to_time: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'weekly: end, `HH:MM`, on the next day when it is not after `from_time`.',
      },
      time_zone: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'weekly: time zone, an IANA name such as `Europe/Berlin`.',
      },
      active: { required: true, type: () => Boolean, description: 'Whether it is active now.' },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.MaintenanceWindowList,
    () => ({
      items: { required: true, type: () => [contracts.MaintenanceWindow] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.MediaAgentCode,
    () => ({
      code: {
        required: true,
        type: () => String,
        description:
          'Enter it on the machine of the media server. The response is the only one that contains it.',
      },
      expires_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.MediaAgentConfiguration,
    () => ({
      protocol: {
        required: true,
        type: () => Number,
        description: 'Form of this document. An agent applies no form that it does not know.',
      },
      media_server_id: { required: true, type: () => Number },
      version: { required: true, type: () => String, description: 'Identifies `paths_by` and `paths`.' },
      paths_by: { required: true, enum: ['api', 'file'] },
      paths: {
        required: true,
        type: () => [contracts.MediaAgentPath],
        description: 'Empty with `paths_by: api`.',
      },
      reconnects: {
        required: true,
        type: () => [contracts.MediaAgentReconnect],
        description: 'Requests of the last ten seconds.',
      },
    }),
  ],
  [
    contracts.MediaAgentConfigurationQuery,
    () => ({
      version: {
        required: false,
        type: () => String,
        description:
          'Version that the agent has. The response waits until there is another one. Absent: none.',
        pattern: '^[\\w-]{8,64}$',
      },
    }),
  ],
  [
    contracts.MediaAgentCredential,
    () => ({
      credential: {
        required: true,
        type: () => String,
        description: 'Bearer token. The response is the only one that contains it.',
      },
      media_server_id: { required: true, type: () => Number, description: 'Id of the media server.' },
    }),
  ],
  [
    contracts.MediaAgentDetails,
    () => ({
      enrolled: {
        required: true,
        type: () => Boolean,
        description: 'Whether a credential was issued and not revoked.',
      },
      code_expires_at: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'When an unused code expires, ISO 8601 UTC. Null: there is none. The code of the settings counts until it is used.',
      },
      reported_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Time of the last report, ISO 8601 UTC. Null: none.',
      },
      connected: {
        required: true,
        type: () => Boolean,
        description: 'Whether it reported within the last 90 seconds.',
      },
      report: {
        required: true,
        type: () => contracts.MediaAgentReport,
        nullable: true,
        description: 'The last report. Null: none.',
      },
    }),
  ],
  [
    contracts.MediaAgentKeptSource,
    () => ({
      scheme: { required: true, type: () => String, description: '`rtsp` or `rtsps`.' },
      host: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Host as in a URL. Null: its name cannot be resolved at the moment.',
      },
      port: { required: true, type: () => Number },
      path: { required: true, type: () => String, description: 'Path and query.' },
    }),
  ],
  [
    contracts.MediaAgentPath,
    () => ({
      path: { required: true, type: () => String },
      config: {
        required: true,
        type: () => contracts.MediaAgentPathConfig,
        nullable: true,
        description: 'Null: unknown at the moment; the path stays if its source is `keeps`.',
      },
      keeps: { required: true, type: () => contracts.MediaAgentKeptSource, nullable: true },
    }),
  ],
  [
    contracts.MediaAgentPathConfig,
    () => ({
      source: { required: true, type: () => String },
      sourceOnDemand: { required: false, type: () => Boolean },
      sourceOnDemandStartTimeout: { required: false, type: () => String },
      sourceOnDemandCloseAfter: { required: false, type: () => String },
      rtspTransport: { required: false, enum: ['automatic', 'udp', 'tcp', 'multicast'] },
      sourceFingerprint: { required: false, type: () => String },
      runOnInit: { required: false, type: () => String },
      runOnInitRestart: { required: false, type: () => Boolean },
      runOnDemand: { required: false, type: () => String },
      runOnDemandRestart: { required: false, type: () => Boolean },
      runOnDemandStartTimeout: { required: false, type: () => String },
      runOnDemandCloseAfter: { required: false, type: () => String },
      runOnReady: { required: false, type: () => String },
      runOnReadyRestart: { required: false, type: () => Boolean },
    }),
  ],
  [
    contracts.MediaAgentReconnect,
    () => ({
      id: {
        required: true,
        type: () => String,
        description: 'Unique. The agent ignores a request that it has already seen.',
      },
      path: { required: true, type: () => String },
    }),
  ],
  [
    contracts.MediaAgentReport,
    () => ({
      protocol: {
        required: true,
        type: () => Number,
        description: 'Newest form of the configuration that the agent knows.',
        minimum: 1,
        maximum: 1000,
      },
      document_version: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Version of the newest configuration. Null: none yet.',
        pattern: '^[\\w-]{8,64}$',
      },
      applied: {
        required: true,
        type: () => Boolean,
        description: 'Whether MediaMTX has loaded it, verified through the control API.',
      },
      owns_file: {
        required: true,
        type: () => Boolean,
        description: 'Whether MediaMTX was started with the file of the agent.',
      },
      fault: {
        required: true,
        nullable: true,
        description: 'Why the configuration was not applied. Null: it was, or is about to be.',
        enum: ['disk-full', 'not-writable', 'ended-media-server', 'document-not-valid'],
      },
      settings_faults: {
        required: true,
        type: () => [String],
        description: "Faults of the operator's settings on that machine, as sentences without values.",
        maxLength: 300,
        maxItems: 20,
      },
      refused: {
        required: true,
        type: () => [String],
        description:
          'The first 200 paths that the agent did not write, each with the reason: `workshop-1/pit-2: value of source`. Reasons are\n`name`, `kind`, `key <name>` and `value of <name>`.',
        maxItems: 200,
        pattern: '^[\\w/ -]{1,100}: [\\w ]{1,100}$',
      },
      total_refused: {
        required: true,
        type: () => Number,
        description: 'Number of refused paths.',
        minimum: 0,
        maximum: 1000000,
      },
      mediamtx_version: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Null: not reported by MediaMTX, as before v1.15.2.',
        maxLength: 40,
      },
      disk_free_bytes: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Free bytes of the file system that has the configuration file. Null: cannot be read.',
        minimum: 0,
      },
      disk_total_bytes: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'All bytes of that file system. Null: cannot be read.',
        minimum: 0,
      },
      ffmpeg_version: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Version of FFmpeg on that machine. Null: not installed.',
        maxLength: 60,
      },
      ffmpeg_encodes_h264: {
        required: true,
        type: () => Boolean,
        description: 'Whether FFmpeg has libx264, which re-encoded cameras need.',
      },
      ffmpeg_limits_redirects: {
        required: true,
        type: () => Boolean,
        description:
          'Whether FFmpeg has `-max_redirects`. Without it, cameras over HTTP are pulled through a proxy setting.',
      },
      ports: {
        required: true,
        type: () => [String],
        description:
          'Ports that the settings of MediaMTX open, each with the name of the setting: `rtspAddress 8554`.',
        maxItems: 40,
        pattern: '^\\w{1,60} \\d{1,5}$',
      },
    }),
  ],
  [
    contracts.MediaServerDetails,
    () => ({
      id: { required: true, type: () => Number },
      name: { required: true, type: () => String, description: 'Name for operators; unique.' },
      state: { required: true, enum: ['in-use', 'draining'] },
      is_configured: {
        required: true,
        type: () => Boolean,
        description:
          'Whether the settings define it. Then its addresses cannot be changed and it cannot be removed.',
      },
      paths_by: { required: true, description: 'How its paths are set.', enum: ['api', 'file'] },
      agent: { required: true, type: () => contracts.MediaAgentDetails, description: 'Its media agent.' },
      api_url: {
        required: true,
        type: () => String,
        description: 'URL of the control API for this service.',
      },
      webrtc_url: {
        required: true,
        type: () => String,
        description: 'Base URL of WebRTC signalling for browsers.',
      },
      hls_url: { required: true, type: () => String, description: 'Base URL of HLS for browsers.' },
      rtsp_url: {
        required: true,
        type: () => String,
        description: 'Base URL of RTSP for players and cameras.',
      },
      edge_of: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'For an edge: the id of its origin. Null: not an edge.',
      },
      pulls_from: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'For an edge: the source IP address of its requests to the origin. Null: not an edge.',
      },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      health: { required: true, type: () => contracts.MediaServerHealthInfo },
      workshops: { required: true, type: () => Number, description: 'Number of workshops placed on it.' },
      cameras: {
        required: true,
        type: () => Number,
        description: 'Number of pits with a camera in those workshops.',
      },
      live: { required: true, type: () => Number, description: 'Number of current streams of those pits.' },
      viewers: {
        required: true,
        type: () => Number,
        description: 'Number of current viewers of those streams, the sum of `readers`.',
      },
    }),
  ],
  [
    contracts.MediaServerHealthInfo,
    () => ({
      reachable: {
        required: true,
        type: () => Boolean,
        description: 'Whether its control API responded to the last request.',
      },
      version: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'Version, such as `v1.20.1`. Null before v1.15.2, which does not report it, and while unreachable.',
      },
      since: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Begin of the current reachability state, ISO 8601 UTC. Null: no request was sent yet.',
      },
      answered_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Time of its last response, ISO 8601 UTC. Null: none since this backend started.',
      },
    }),
  ],
  [
    contracts.MediaServerInfo,
    () => ({
      kind: {
        required: true,
        description: '`simulator`: sample video for demos and tests, marked in the dashboard.',
        enum: ['mediamtx', 'simulator'],
      },
      version: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'Version, such as `v1.20.1`. Null before v1.15.2, which does not report it, and while unreachable.',
      },
      reachable: {
        required: true,
        type: () => Boolean,
        description: 'Whether its control API responded to the last request.',
      },
      auth: {
        required: true,
        description: 'Authentication of viewers and cameras (`MEDIAMTX_AUTH`).',
        enum: ['http', 'jwt'],
      },
    }),
  ],
  [
    contracts.MediaServerList,
    () => ({
      items: { required: true, type: () => [contracts.MediaServerDetails] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.MediaServerPlan,
    () => ({
      media_server_id: { required: true, type: () => Number },
      planned_at: {
        required: true,
        type: () => String,
        description: 'Time of the comparison, ISO 8601 UTC.',
      },
      wanted: { required: true, type: () => Number, description: 'Number of paths that its cameras need.' },
      changes: {
        required: true,
        type: () => [contracts.PathChange],
        description: 'The changes, at most 1000. Empty: no change is needed.',
      },
      total_changes: { required: true, type: () => Number, description: 'Number of all changes.' },
      not_applied: {
        required: true,
        type: () => [contracts.PathNotApplied],
        description: 'Paths whose configuration does not match their cameras, at most 1000.',
      },
      disconnects_viewers: {
        required: true,
        type: () => Number,
        description: 'Number of viewers that the changes disconnect, without the postponed ones.',
      },
    }),
  ],
  [
    contracts.Member,
    () => ({
      id: { required: true, type: () => Number },
      email: { required: true, type: () => String, description: 'In lower case.' },
      display_name: { required: true, type: () => String },
      role: { required: true, enum: ['owner', 'staff', 'observer'] },
      pit_ids: {
        required: true,
        type: () => [Number],
        nullable: true,
        description: 'Pits that the member can see and watch. Null: all pits of the workshop.',
      },
      disabled_at: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'When the account was disabled, ISO 8601 UTC: its user cannot sign in and has no access. Null: it is enabled.',
      },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.MemberList,
    () => ({
      items: { required: true, type: () => [contracts.Member] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.Outage,
    () => ({
      kind: {
        required: true,
        description: 'Kind of the outage. `offline` if it was both.',
        enum: ['offline', 'stalled'],
      },
      cause: {
        required: true,
        description:
          'Cause. `media-server`: it was restarted or hung, until the camera\u2019s video was back.',
        enum: ['camera', 'media-server'],
      },
      began_at: {
        required: true,
        type: () => String,
        description: 'ISO 8601 UTC. May be before the requested period.',
      },
      ended_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'ISO 8601 UTC. Null while it continues.',
      },
    }),
  ],
  [
    contracts.PageQuery,
    () => ({
      cursor: {
        required: false,
        type: () => String,
        description: '`next_cursor` of the previous page. Opaque.',
        maxLength: 200,
      },
      limit: {
        required: false,
        type: () => Number,
        description: 'Items per page, 1 to 100. Default: 50.',
        minimum: 1,
        maximum: 100,
      },
    }),
  ],
  [
    contracts.PathChange,
    () => ({
      path: { required: true, type: () => String, description: "MediaMTX's name for the stream." },
      action: { required: true, enum: ['make', 'change', 'remove', 'disconnect'] },
      reason: {
        required: true,
        enum: ['missing', 'differs', 'no-pattern', 'unwanted', 'may-not-publish', 'key-replaced'],
      },
      fields: {
        required: true,
        type: () => [String],
        description:
          "Keys of MediaMTX's path configuration that differ; empty unless the reason is `differs`.",
      },
      disconnects_camera: {
        required: true,
        type: () => Boolean,
        description: 'Whether the change disconnects a publishing camera, which reconnects if it is allowed.',
      },
      disconnects_viewers: {
        required: true,
        type: () => Number,
        description: 'Number of viewers that the change disconnects. Their players reconnect.',
      },
      postponed: {
        required: true,
        type: () => Boolean,
        description: 'Whether the change waits until there are no viewers.',
      },
    }),
  ],
  [
    contracts.PathNotApplied,
    () => ({
      path: { required: true, type: () => String, description: "MediaMTX's name for the stream." },
      code: {
        required: true,
        enum: [
          'name-not-found',
          'invalid-address',
          'incomplete-sign-in',
          'https-not-supported',
          'address-not-allowed',
          'unreadable-password',
          'refused-by-media-server',
          'internal-error',
        ],
      },
      sentence: { required: true, type: () => String, description: 'The reason, in one sentence.' },
    }),
  ],
  [contracts.PauseCameraRequest, () => ({ paused: { required: true, type: () => Boolean } })],
  [
    contracts.Pit,
    () => ({
      id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
      number: { required: true, type: () => Number, description: 'Unique within its workshop.' },
      name: { required: true, type: () => String, nullable: true },
      path: {
        required: true,
        type: () => String,
        description: "MediaMTX's name for the pit's stream: `workshop-{workshop_id}/pit-{number}`.",
      },
      camera: {
        required: true,
        type: () => contracts.Camera,
        nullable: true,
        description: 'Null until a camera is set up.',
      },
      stream: { required: true, type: () => contracts.PitStream },
      sub_stream: {
        required: true,
        type: () => contracts.PitStream,
        nullable: true,
        description: 'Of the second, smaller stream, `{path}/sub`; null: the camera has none.',
      },
    }),
  ],
  [
    contracts.PitEvent,
    () => ({
      pit_id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
    }),
  ],
  [
    contracts.PitHistory,
    () => ({
      from: {
        required: true,
        type: () => String,
        description:
          'Begin, ISO 8601 UTC. Later than requested when the pit is newer, or when the period has too many events.',
      },
      to: { required: true, type: () => String, description: 'End, ISO 8601 UTC.' },
      uptime_share: {
        required: true,
        type: () => Number,
        nullable: true,
        description:
          'Share of the time with video in the time with expected video and known state, 0 to 1. Null: no such time. Outages of the\nmedia server do not count: it is a measure of the camera.',
      },
      unknown_share: {
        required: true,
        type: () => Number,
        description: 'Share of the period with unknown state, 0 to 1. It counts neither as up nor as down.',
      },
      down_seconds: {
        required: true,
        type: () => Number,
        description: 'Seconds without expected video, caused by the camera.',
      },
      media_server_down_seconds: {
        required: true,
        type: () => Number,
        description: 'Seconds without expected video, caused by the media server.',
      },
      outage_count: { required: true, type: () => Number, description: 'Number of outages of any cause.' },
      timeline: {
        required: true,
        type: () => [contracts.TimelineSegment],
        description: 'At most 288 segments, for a chart. A short outage fills the whole segment.',
      },
      items: {
        required: true,
        type: () => [contracts.Outage],
        description: 'A page of the outages, newest first.',
      },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.PitHistoryQuery,
    () => ({
      from: {
        required: false,
        type: () => String,
        description:
          'Begin, ISO 8601 with its offset, at most 92 days before `to`. Default: one day before `to`.',
      },
      to: {
        required: false,
        type: () => String,
        description:
          'End, ISO 8601 with its offset, at most now. Default: now. Set it to read more than one page.',
      },
    }),
  ],
  [
    contracts.PitList,
    () => ({
      items: { required: true, type: () => [contracts.Pit] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.PitQuery,
    () => ({
      number: {
        required: false,
        type: () => Number,
        description: 'The pit with this number.',
        minimum: 1,
        maximum: 2147483647,
      },
    }),
  ],
  [
    contracts.PitRemovedEvent,
    () => ({
      pit_id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
    }),
  ],
  [
    contracts.PitStream,
    () => ({
      status: { required: true, enum: ['offline', 'stalled', 'unknown', 'connecting', 'live'] },
      cause: {
        required: true,
        nullable: true,
        description:
          'Cause of missing video. `media-server` with `live`: the media server did not respond to the last poll, and `status` is that\nof the poll before. Null: no fault, or unknown.',
        enum: ['camera', 'media-server'],
      },
      since: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Begin of the status, ISO 8601 UTC. Null while `unknown`.',
      },
      codec: {
        required: true,
        type: () => String,
        nullable: true,
        description: "Codec of the video track with MediaMTX's name (`H264`). Null while there is none.",
      },
      profile: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "The codec's profile (`Baseline`, `High`); null while unknown, and from media servers before v1.17.0.",
      },
      width: {
        required: true,
        type: () => Number,
        nullable: true,
        description:
          "The picture's width in pixels; null while unknown, and from media servers before v1.17.0.",
      },
      height: {
        required: true,
        type: () => Number,
        nullable: true,
        description:
          "The picture's height in pixels; null while unknown, and from media servers before v1.17.0.",
      },
      bits_per_second: {
        required: true,
        type: () => Number,
        nullable: true,
        description:
          'Bitrate of all tracks in bit/s, averaged over some seconds. Null while unknown. Updated when it changes by more than a\ntenth, and at most every 5 s.',
      },
      readers: {
        required: true,
        type: () => Number,
        description:
          'Number of viewers. A player counts once, whatever transports it tries in parallel (from MediaMTX v1.17.1, which lists the\nuser of a session; before, an HLS session beside a WebRTC session is not counted). HLS viewers are not counted up to\nv1.17.1, which does not report them (MediaMTX contract \u00A74.1).',
      },
    }),
  ],
  [
    contracts.PitStreamEvent,
    () => ({
      pit_id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
      path: { required: true, type: () => String, description: "MediaMTX's name for the stream." },
      stream: { required: true, type: () => contracts.PitStream },
    }),
  ],
  [
    contracts.PlaceWorkshopRequest,
    () => ({
      media_server_id: {
        required: true,
        type: () => Number,
        description: 'The target. A draining media server is refused.',
        minimum: 1,
        maximum: 2147483647,
      },
    }),
  ],
  [
    contracts.PlayerFindings,
    () => ({
      state: {
        required: true,
        description: 'State of the player.',
        enum: ['stalled', 'waiting', 'connecting', 'live', 'reconnecting', 'denied', 'unsupported'],
      },
      transport: {
        required: true,
        description: 'Transport of the shown picture.',
        enum: ['webrtc', 'none', 'hls', 'bridge'],
      },
      webrtc: {
        required: false,
        nullable: true,
        description: 'Failure of WebRTC. Absent or null: it works, or was not tried.',
        enum: [
          'forbidden',
          'pit-viewers-full',
          'workshop-viewers-full',
          'viewer-sessions-full',
          'viewing-ended',
          'browser',
          'signed-out',
          'pit-gone',
          'camera-paused',
          'api-unreachable',
          'refused',
          'no-stream',
          'configuration',
          'server-unreachable',
          'no-connection',
          'no-frames',
          'ended-early',
          'unstable',
          'frozen',
          'ended',
          'connection-lost',
          'codec',
        ],
      },
      hls: {
        required: false,
        nullable: true,
        description: 'Failure of HLS. Absent or null: it works, or was not tried.',
        enum: [
          'forbidden',
          'pit-viewers-full',
          'workshop-viewers-full',
          'viewer-sessions-full',
          'viewing-ended',
          'browser',
          'signed-out',
          'pit-gone',
          'camera-paused',
          'api-unreachable',
          'refused',
          'no-stream',
          'configuration',
          'server-unreachable',
          'no-connection',
          'no-frames',
          'ended-early',
          'unstable',
          'frozen',
          'ended',
          'connection-lost',
          'codec',
        ],
      },
      trouble: {
        required: false,
        nullable: true,
        description: 'Failure that does not depend on the transport. Absent or null: none.',
        enum: [
          'forbidden',
          'pit-viewers-full',
          'workshop-viewers-full',
          'viewer-sessions-full',
          'viewing-ended',
          'browser',
          'signed-out',
          'pit-gone',
          'camera-paused',
          'api-unreachable',
          'refused',
          'no-stream',
          'configuration',
          'server-unreachable',
          'no-connection',
          'no-frames',
          'ended-early',
          'unstable',
          'frozen',
          'ended',
          'connection-lost',
          'codec',
        ],
      },
      ended: {
        required: false,
        nullable: true,
        description: "Cause for which the viewer's session was ended. Absent or null: it was not ended.",
        enum: [
          'lease-ended',
          'ended-by-owner',
          'ended-by-operator',
          'ended-by-viewer',
          'access-changed',
          'password-changed',
          'pit-deleted',
          'replaced',
          'time-limit',
        ],
      },
      codec: {
        required: false,
        type: () => String,
        nullable: true,
        description: "Codec with the media server's name. Absent or null: unknown.",
        maxLength: 20,
      },
      candidates: {
        required: false,
        type: () => [Object],
        description: 'Kinds of the ICE candidates of the media server. Absent: it offered none.',
        enum: ['loopback', 'private', 'public', 'name'],
        isArray: true,
      },
      latency_ms: {
        required: false,
        type: () => Number,
        nullable: true,
        description: 'Latency of the picture in milliseconds. Absent or null: unknown.',
        minimum: 0,
        maximum: 3600000,
      },
      fps: {
        required: false,
        type: () => Number,
        nullable: true,
        description: 'Decoded frames per second. Absent or null: unknown.',
        minimum: 0,
        maximum: 1000,
      },
      clock: {
        required: true,
        type: () => String,
        description: "Time of the browser's clock, ISO 8601.",
        maxLength: 40,
      },
    }),
  ],
  [
    contracts.Problem,
    () => ({
      type: { required: true, type: () => String, description: 'Documentation of the code.' },
      title: { required: true, type: () => String },
      status: { required: true, type: () => Number, description: 'HTTP status.' },
      code: {
        required: true,
        description: 'Stable code for clients.',
        enum: [
          'wrong-password',
          'forbidden',
          'media-server-unreachable',
          'pit-viewers-full',
          'workshop-viewers-full',
          'viewer-sessions-full',
          'viewing-ended',
          'camera-paused',
          'internal-error',
          'validation-failed',
          'malformed-body',
          'unsupported-media-type',
          'body-too-large',
          'not-signed-in',
          'wrong-credentials',
          'session-ended',
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
          'media-server-is-edge',
          'edge-needs-origin',
          'no-other-media-server',
          'media-agent-code-invalid',
          'media-agent-credential-invalid',
          'media-agent-not-ready',
          'pit-number-taken',
          'email-taken',
          'workshop-not-empty',
          'camera-is-not-push',
          'camera-is-not-pull',
          'too-many-publish-keys',
          'not-in-jwt-mode',
          'camera-address-refused',
          'alert-channel-not-found',
          'alert-channel-name-taken',
          'too-many-alert-channels',
          'alert-delivery-not-found',
          'confirmation-link-invalid',
          'webhook-address-refused',
          'email-not-set-up',
          'maintenance-window-not-found',
          'too-many-maintenance-windows',
          'member-not-found',
          'last-owner',
          'viewing-session-not-found',
          'too-many-pits',
          'too-many-transcoders',
          'too-many-members',
          'foreign-origin',
          'too-many-requests',
          'sign-in-busy',
          'not-ready',
          'storage-full',
        ],
      },
      detail: { required: false, type: () => String, description: 'Details of this occurrence.' },
      instance: {
        required: false,
        type: () => String,
        description: 'Id of the request, for finding it in the log.',
      },
      errors: {
        required: false,
        type: () => [contracts.FieldFault],
        description: 'With `validation-failed`: the errors by field.',
      },
      ending: {
        required: false,
        type: () => contracts.ViewingEnding,
        description: 'With `viewing-ended`: cause and time.',
      },
    }),
  ],
  [
    contracts.PublishKey,
    () => ({
      user: {
        required: true,
        type: () => String,
        description: 'User name for the camera. Letters, digits and dashes.',
      },
      key: {
        required: true,
        type: () => String,
        description:
          "The key, used as the camera's password. URL-safe, 32 characters (MediaMTX contract \u00A77). In JWT mode a JWT of up to 400\ncharacters, which some cameras and ffmpeg truncate as a password: use the URL with a query for them.",
      },
      publish_url: {
        required: true,
        type: () => String,
        description:
          'Ready to paste: `rtsp://user:key@host:8554/path`; in JWT mode the same as `publish_url_with_query`.',
      },
      publish_url_with_query: {
        required: true,
        type: () => String,
        description:
          'For cameras that cannot respond to a Basic challenge (ESP32): `rtsp://host:8554/path?token=\u2026`, in JWT mode `?jwt=\u2026` (MediaMTX contract \u00A77, \u00A72).',
      },
      whip_url: {
        required: true,
        type: () => String,
        description:
          'WHIP endpoint (RFC 9725), for OBS 30 and browsers: `http://host:8889/path/whip`. The key goes into the\nheader `Authorization: Bearer \u2026`, never into this URL. H.264 without B-frames.',
      },
      sub_publish_url: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`publish_url` of the second, smaller stream; null: the camera has none.',
      },
      sub_publish_url_with_query: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`publish_url_with_query` of the second, smaller stream; null: the camera has none.',
      },
      sub_whip_url: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`whip_url` of the second, smaller stream; null: the camera has none.',
      },
      lan_hosts: {
        required: true,
        type: () => [String],
        nullable: true,
        description:
          "Set when the host of the URLs is loopback (`127.0.0.1`), which cameras cannot reach: the addresses of the backend's machine\nin its local networks, possibly none. Null: the host is not loopback.",
      },
    }),
  ],
  [contracts.PutCameraRequest, () => ({ kind: { required: true, enum: ['pull', 'push'] } })],
  [
    contracts.PutMaintenanceWindowRequest,
    () => ({
      kind: { required: true, enum: ['once', 'weekly'] },
      pit_id: {
        required: false,
        type: () => Number,
        nullable: true,
        description: 'The pit. Null or absent: the whole workshop.',
        minimum: 1,
        maximum: 2147483647,
      },
      reason: {
        required: false,
        type: () => String,
        nullable: true,
        description: 'Reason, shown to users, 1 to 200 visible characters or spaces.',
        minLength: 1,
        maxLength: 200,
      },
      begins_at: {
        required: false,
        type: () => String,
        description: 'once: begin, an instant with an offset.',
      },
      ends_at: {
        required: false,
        type: () => String,
        description: 'once: end, an instant with an offset, at most 31 days after `begins_at`.',
      },
      days: {
        required: false,
        type: () => [Number],
        description: 'weekly: the days on which it begins, 1 (Monday) to 7 (Sunday).',
        minimum: 1,
        maximum: 7,
        uniqueItems: true,
        minItems: 1,
        maxItems: 7,
      },
      from_time: {
        required: false,
        type: () => String,
        description: 'weekly: begin, `HH:MM` in local time.',
      },
      to_time: {
        required: false,
        type: () => String,
        description: 'weekly: end, `HH:MM`, on the next day when it is not after `from_time`.',
      },
      time_zone: {
        required: false,
        type: () => String,
        description: 'weekly: time zone, an IANA name such as `Europe/Berlin`.',
        maxLength: 64,
      },
    }),
  ],
  [
    contracts.RenewViewingRequest,
    () => ({
      jtis: {
        required: true,
        type: () => [String],
        description:
          'The `jti` of the token of each session, which precedes the colon of `authorization`. At most 200.',
        format: 'uuid',
        maxItems: 200,
      },
    }),
  ],
  [
    contracts.RenewViewingResponse,
    () => ({
      session_lease_seconds: {
        required: true,
        type: () => Number,
        description: 'Lease of the renewed sessions from now, in seconds.',
      },
      ended: {
        required: true,
        type: () => [contracts.EndedViewing],
        description: 'The sessions that were ended. All others are renewed.',
      },
    }),
  ],
  [
    contracts.SignedInUser,
    () => ({
      id: { required: true, type: () => Number },
      email: { required: true, type: () => String, description: 'In lower case.' },
      display_name: { required: true, type: () => String },
      role: { required: true, enum: ['operator', 'owner', 'staff', 'observer'] },
      permissions: {
        required: true,
        type: () => [Object],
        description: 'What the user may do, as in docs/reference/permissions.md.',
        enum: [
          'account:write',
          'alerts:read',
          'alerts:write',
          'cameras:write',
          'media-servers:read',
          'media-servers:write',
          'members:read',
          'members:write',
          'pits:diagnose',
          'pits:read',
          'pits:write',
          'streams:watch',
          'system:read',
          'viewing-sessions:read',
          'viewing-sessions:write',
          'workshops:create',
          'workshops:delete',
          'workshops:read',
          'workshops:write',
        ],
        isArray: true,
        uniqueItems: true,
      },
      workshop_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: "The user's workshop. Null for an `operator`, who has access to all workshops.",
      },
    }),
  ],
  [
    contracts.SnapshotEvent,
    () => ({
      pits: {
        required: true,
        type: () => [contracts.PitStreamEvent],
        description: 'All pits that the user has access to, by id. Other pits no longer exist for the user.',
      },
    }),
  ],
  [
    contracts.StreamKey,
    () => ({
      kty: { required: true, type: () => String, description: '`OKP` or `EC`.' },
      crv: { required: true, type: () => String, description: '`Ed25519` or `P-256`.' },
      x: { required: true, type: () => String, description: 'The key, or its first coordinate; base64url.' },
      y: { required: false, type: () => String, description: 'P-256 only: the second coordinate.' },
      kid: {
        required: true,
        type: () => String,
        description: 'Key id in the header of tokens: the first 72 bits of the thumbprint (RFC 7638).',
      },
    }),
  ],
  [
    contracts.StreamKeySet,
    () => ({
      keys: {
        required: true,
        type: () => [contracts.StreamKey],
        description:
          'The key that signs stream tokens, a second one while rotating, and one for every publish key of JWT mode.',
      },
    }),
  ],
  [
    contracts.StreamTokenResponse,
    () => ({
      token: { required: true, type: () => String, description: 'The JWT.' },
      token_type: { required: true, type: () => String, description: 'Always `Bearer`.' },
      authorization: {
        required: true,
        type: () => String,
        description:
          'Value of the `Authorization` header for `webrtc_url` and `hls_url`: `Bearer <jti>:<jwt>` (MediaMTX contract \u00A71.3).',
      },
      expires_in: {
        required: true,
        type: () => Number,
        description: 'Seconds until the token expires. A session that began before continues.',
      },
      expires_at: { required: true, type: () => String, description: 'Expiry of the token, ISO 8601 UTC.' },
      path: { required: true, type: () => String, description: "MediaMTX's name for the stream." },
      webrtc_url: { required: true, type: () => String, description: 'WHEP endpoint.' },
      hls_url: { required: true, type: () => String, description: 'HLS multivariant playlist.' },
      rtsp_url: {
        required: true,
        type: () => String,
        description: 'RTSP URL with the token in the query, for ffmpeg, GStreamer and a VLC with live555.',
      },
      session_lease_seconds: {
        required: true,
        type: () => Number,
        description:
          'Lease of a viewing session in seconds, extended by `POST /streams/sessions/renewal`. A session that is never renewed ends\nafter the fixed time that the operator sets for such players.',
      },
      instant_picture: {
        required: true,
        type: () => Boolean,
        description:
          'Whether low-latency HLS of this stream is ready, so that it can be shown until the first WebRTC key frame. The same token\nopens both from one address.',
      },
      hls_session: {
        required: true,
        type: () => Boolean,
        description:
          'Whether the media server validates the token only at the begin of HLS (MediaMTX v1.18.0 and later). Otherwise it validates\nit for every playlist and segment, and a player renews the token before it expires. False while unknown.',
      },
      ice_servers: {
        required: true,
        type: () => [contracts.IceServer],
        description: 'ICE servers for the peer connection, so that a WHEP OPTIONS request is not needed.',
      },
      camera: { required: true, type: () => contracts.PitStream },
    }),
  ],
  [
    contracts.StreamTokenResult,
    () => ({
      token: {
        required: true,
        type: () => contracts.StreamTokenResponse,
        nullable: true,
        description: 'The same as the response of `POST /streams/token`. Null: see `problem`.',
      },
      problem: {
        required: true,
        type: () => contracts.Problem,
        nullable: true,
        description: 'The problem that `POST /streams/token` would respond with. Null: the token was issued.',
      },
      retry_after_seconds: {
        required: true,
        type: () => Number,
        nullable: true,
        description:
          'Seconds until the item may be requested again, with a problem that passes. Null: without one.',
      },
    }),
  ],
  [
    contracts.StreamTokensResponse,
    () => ({
      items: {
        required: true,
        type: () => [contracts.StreamTokenResult],
        description: 'The results, in the order of the request.',
      },
    }),
  ],
  [
    contracts.SystemInfo,
    () => ({
      version: { required: true, type: () => String, description: 'Version of this software.' },
      sample_data: {
        required: true,
        type: () => Boolean,
        description: 'Whether the sample workshop of the first start exists.',
      },
      media_server: { required: true, type: () => contracts.MediaServerInfo },
    }),
  ],
  [
    contracts.TestCameraRequest,
    () => ({
      kind: {
        required: false,
        description: 'Default: `pull`. A camera that pushes can only be tested as it is stored.',
        enum: ['pull', 'push'],
      },
      stream: {
        required: false,
        description: 'Stream of the camera. Default: `main`.',
        enum: ['main', 'sub'],
      },
    }),
  ],
  [
    contracts.TimelineSegment,
    () => ({
      state: { required: true, enum: ['up', 'down', 'idle', 'unknown'] },
      cause: {
        required: true,
        nullable: true,
        description: '`down`: the cause; `unknown`: the component that did not report. Null otherwise.',
        enum: ['camera', 'media-server', 'backend'],
      },
      began_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.UpdateAlertChannelRequest,
    () => ({
      name: {
        required: false,
        type: () => String,
        description: '1 to 120 visible characters or spaces, unique in the workshop.',
        minLength: 1,
        maxLength: 120,
      },
    }),
  ],
  [
    contracts.UpdateMediaServerRequest,
    () => ({
      name: {
        required: false,
        type: () => String,
        description: '1 to 60 visible characters or spaces; unique.',
        minLength: 1,
        maxLength: 60,
      },
      paths_by: {
        required: false,
        description:
          'How the paths are set. `file` needs an agent whose file MediaMTX has loaded. Live streams continue when it is changed.',
        enum: ['api', 'file'],
      },
      api_url: {
        required: false,
        type: () => String,
        description: '`http://` or `https://`; unique.',
        maxLength: 300,
        format: 'uri',
      },
      webrtc_url: {
        required: false,
        type: () => String,
        description: '`http://` or `https://`.',
        maxLength: 300,
        format: 'uri',
      },
      hls_url: {
        required: false,
        type: () => String,
        description: '`http://` or `https://`.',
        maxLength: 300,
        format: 'uri',
      },
      rtsp_url: {
        required: false,
        type: () => String,
        description: '`rtsp://` or `rtsps://`.',
        maxLength: 300,
        format: 'uri',
      },
      pulls_from: {
        required: false,
        type: () => String,
        description: 'For an edge: the source IP address of its requests to the origin.',
      },
    }),
  ],
  [
    contracts.UpdateMemberRequest,
    () => ({
      role: { required: false, enum: ['owner', 'staff', 'observer'] },
      pit_ids: {
        required: false,
        type: () => [Number],
        nullable: true,
        description:
          'Staff and observers: the pits that the member can see and watch, at most 1000. Null: all pits of the workshop.',
        minimum: 1,
        maximum: 2147483647,
        uniqueItems: true,
        maxItems: 1000,
      },
      disabled: {
        required: false,
        type: () => Boolean,
        description: 'Whether the account is disabled: its user cannot sign in and has no access.',
      },
    }),
  ],
  [
    contracts.UpdatePitRequest,
    () => ({
      name: {
        required: false,
        type: () => String,
        nullable: true,
        description: 'Name of the bay, 1 to 80 visible characters or spaces. Null removes the name.',
        minLength: 1,
        maxLength: 80,
      },
    }),
  ],
  [
    contracts.UpdateWorkshopRequest,
    () => ({
      name: {
        required: false,
        type: () => String,
        description: '1 to 120 visible characters or spaces.',
        minLength: 1,
        maxLength: 120,
      },
      camera_networks: {
        required: false,
        type: () => [String],
        nullable: true,
        description:
          "Networks of the workshop's cameras: ranges such as `192.168.2.0/24`, or the word `public`, within CAMERA_NETWORKS. Null: all\nnetworks of CAMERA_NETWORKS. Cameras in other networks are no longer pulled.",
        minItems: 1,
        maxItems: 32,
        minLength: 2,
        maxLength: 49,
      },
    }),
  ],
  [
    contracts.Viewer,
    () => ({
      kind: { required: true, enum: ['unknown', 'user', 'share-link', 'api-key'] },
      id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Id of the user, share link or API key. Null: unknown.',
      },
      name: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Name at that time, kept after the account is deleted. Null: unknown.',
      },
    }),
  ],
  [
    contracts.ViewingEnding,
    () => ({
      cause: {
        required: true,
        enum: [
          'lease-ended',
          'ended-by-owner',
          'ended-by-operator',
          'ended-by-viewer',
          'access-changed',
          'password-changed',
          'pit-deleted',
          'replaced',
          'time-limit',
        ],
      },
      at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.ViewingSession,
    () => ({
      id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
      pit_id: { required: true, type: () => Number },
      path: { required: true, type: () => String, description: "MediaMTX's name for the stream." },
      viewer: { required: true, type: () => contracts.Viewer },
      protocol: {
        required: true,
        type: () => String,
        description: '`webrtc`, `hls`, `rtsp` or `playback`. The latest one if a token was used with two.',
      },
      address: {
        required: true,
        type: () => String,
        description: "The viewer's address, as the media server sees it.",
      },
      user_agent: {
        required: true,
        type: () => String,
        description: 'User agent of the client. Empty before MediaMTX v1.19.0 and if the client sends none.',
      },
      began_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      lease_until: {
        required: true,
        type: () => String,
        description: 'End of the lease unless it is renewed, ISO 8601 UTC.',
      },
      ended_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'ISO 8601 UTC. Null while it continues.',
      },
      end_reason: {
        required: true,
        nullable: true,
        description: 'Null while it continues.',
        enum: [
          'lease-ended',
          'ended-by-owner',
          'ended-by-operator',
          'ended-by-viewer',
          'access-changed',
          'password-changed',
          'pit-deleted',
          'replaced',
          'time-limit',
          'left',
          'never-began',
          'media-server-restarted',
        ],
      },
      ended_by: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Name of the user who ended it. Null: not ended by a user, or it continues.',
      },
      bytes_sent: {
        required: true,
        type: () => Number,
        description:
          'Bytes sent to the viewer. 0 for HLS up to MediaMTX v1.17.1, which does not report them.',
      },
    }),
  ],
  [
    contracts.ViewingSessionList,
    () => ({
      items: { required: true, type: () => [contracts.ViewingSession] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.ViewingSessionQuery,
    () => ({
      pit_id: {
        required: false,
        type: () => Number,
        description: 'Sessions of this pit.',
        minimum: 1,
        maximum: 2147483647,
      },
      active: {
        required: false,
        description:
          '`true`: current sessions, as the media server has them. One player counts once with its latest session, whatever\ntransports it tries. `false`: ended sessions.',
        enum: ['true', 'false'],
      },
    }),
  ],
  [
    contracts.WebhookSecret,
    () => ({
      secret: { required: true, type: () => String, description: '`whsec_` and 32 random bytes as base64.' },
      previous_secret_until: {
        required: true,
        type: () => String,
        description: 'End of the time in which the previous secret signs too, ISO 8601 UTC.',
      },
    }),
  ],
  [
    contracts.Workshop,
    () => ({
      id: { required: true, type: () => Number },
      name: { required: true, type: () => String },
      camera_networks: {
        required: true,
        type: () => [String],
        nullable: true,
        description:
          "Networks of the workshop's cameras: ranges such as `192.168.2.0/24`, or the word `public` for every public address, within\nCAMERA_NETWORKS. Null: all networks of CAMERA_NETWORKS.",
      },
      is_sample: {
        required: true,
        type: () => Boolean,
        description: 'Whether it is the sample workshop of the first start.',
      },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
    }),
  ],
  [
    contracts.WorkshopList,
    () => ({
      items: { required: true, type: () => [contracts.Workshop] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
  [
    contracts.WorkshopPlacement,
    () => ({
      workshop_id: { required: true, type: () => Number },
      workshop_name: { required: true, type: () => String },
      media_server_id: { required: true, type: () => Number },
      moving_to_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'The target of a move in progress. Null: none.',
      },
      cameras: { required: true, type: () => Number, description: 'Number of pits with a camera.' },
      push_cameras: {
        required: true,
        type: () => Number,
        description:
          'Number of cameras that push. After a move, each one needs the address of the new media server.',
      },
      viewers: {
        required: true,
        type: () => Number,
        description:
          'Number of current viewers. A move disconnects them, and their players reconnect to the new media server.',
      },
    }),
  ],
  [
    contracts.WorkshopPlacementList,
    () => ({
      items: { required: true, type: () => [contracts.WorkshopPlacement] },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Cursor of the next page. Null on the last page.',
      },
    }),
  ],
];

/** Responses and comments of the handlers of each controller, by class name. */
export const CONTROLLER_METADATA: Readonly<Record<string, () => object>> = {
  AccountController: () => ({
    me: { summary: 'Returns the signed-in user.', type: contracts.SignedInUser },
    password: {
      summary:
        'Changes the password and ends all other sign-ins of the same user. All earlier access tokens end, that of this device\ntoo: its refresh cookie gets a new one.',
    },
  }),
  AlertChannelActionsController: () => ({
    test: {
      summary:
        'Sends a test message, also through a disabled channel. If a test message is waiting, retries that one. Poll the\nreturned delivery for the result.',
      type: contracts.AlertDelivery,
    },
    secret: {
      summary:
        'Replaces a webhook\u2019s signing secret. The new secret is returned only here. The previous one also signs for 24 hours.',
      type: contracts.WebhookSecret,
    },
  }),
  AlertChannelsController: () => ({
    list: { summary: 'Lists the channels by id.', type: contracts.AlertChannelList },
    create: {
      summary:
        'Creates a channel. A webhook\u2019s signing secret is returned only here. Email recipients get a message to confirm their\naddress.',
      type: contracts.CreatedAlertChannel,
    },
    get: { summary: 'Returns one channel.', type: contracts.AlertChannel },
    update: { summary: 'Changes a channel. Its kind cannot be changed.', type: contracts.AlertChannel },
    delete: { summary: 'Deletes a channel with its deliveries, including waiting messages.' },
  }),
  AlertDeliveriesController: () => ({
    list: {
      summary: 'Lists the deliveries of the last 30 days, newest first.',
      type: contracts.AlertDeliveryList,
    },
    get: { summary: 'Returns one delivery.', type: contracts.AlertDelivery },
    retry: {
      summary:
        'Retries a delivery now, and keeps retrying for another 24 hours. A delivered message is not sent again.',
      type: contracts.AlertDelivery,
    },
  }),
  AlertRecipientsController: () => ({
    confirm: {
      summary:
        'Confirms an address with the token from its link. Needs no sign-in, because recipients may have no account.',
    },
    resend: {
      summary:
        'Sends the confirmation message again to unconfirmed recipients of an email channel, at most 3 times per day each.',
      type: contracts.AlertChannel,
    },
  }),
  AuthController: () => ({
    login: {
      summary: 'Signs in. The refresh token is set as a cookie.',
      type: contracts.AccessTokenResponse,
    },
    refresh: {
      summary: 'Issues a new access token for the refresh cookie, and replaces the cookie.',
      type: contracts.AccessTokenResponse,
    },
    logout: { summary: 'Signs out on this device. An issued access token stays valid until it expires.' },
  }),
  CameraController: () => ({
    get: { summary: "Returns the pit's camera, without its secrets.", type: contracts.Camera },
    put: { summary: 'Sets or replaces the camera.', type: contracts.Camera },
    pause: {
      summary: 'Pauses or resumes the camera. Pausing disconnects its viewers.',
      type: contracts.Camera,
    },
    delete: { summary: 'Deletes the camera, which disconnects its viewers.' },
  }),
  CameraImportController: () => ({
    import: {
      summary: 'Creates pits with cameras from a CSV table: all rows, or none with the errors of each row.',
      type: contracts.CameraImport,
    },
  }),
  CameraPresetsController: () => ({
    list: { summary: 'Lists paths, ports and settings by brand.', type: contracts.CameraPresetList },
  }),
  CameraTestController: () => ({
    test: {
      summary:
        'Connects to a camera that is pulled, or inspects the stream of a camera that pushes, and returns the result of each step with a fix for each fault. Limits: one test per pit, two per workshop and four per server in parallel, and ten per user and minute. Ends when the request ends.',
      type: contracts.CameraTest,
    },
  }),
  CameraUsageController: () => ({
    get: {
      summary: 'Returns the viewers that pausing, replacing or deleting the camera disconnects.',
      type: contracts.CameraUsage,
    },
  }),
  DiagnosisController: () => ({
    diagnose: {
      summary:
        'Checks the chain from the camera to the viewer\u2019s picture, and returns the first finding with one fix. Takes up to 8 s.\nOne diagnosis at a time per user, three per workshop and eight altogether. It is aborted with the request.',
      type: contracts.Diagnosis,
    },
    report: {
      summary:
        'Reports the state of the caller\u2019s player for a diagnosis within the next two minutes. The newest report of each user\nand pit is kept in memory.',
    },
  }),
  EventsController: () => ({
    open: {
      summary:
        'Sends the status of all visible pits, and every change of it, until the access token expires.',
    },
  }),
  HealthController: () => ({
    live: { summary: 'The process runs and responds. Restart it when this fails.', type: contracts.Health },
    ready: {
      summary: 'All dependencies of requests are available. Send no requests while this fails.',
      type: contracts.Health,
    },
  }),
  MaintenanceWindowsController: () => ({
    list: { summary: 'Lists the windows by id.', type: contracts.MaintenanceWindowList },
    create: { summary: 'Creates a window.', type: contracts.MaintenanceWindow },
    replace: {
      summary: 'Replaces a window. To end an active window, set its end to a past instant.',
      type: contracts.MaintenanceWindow,
    },
    delete: {
      summary:
        'Deletes a window. Cameras that are still offline are alerted once they have been offline for the channel\u2019s delay.',
    },
  }),
  MediaAgentController: () => ({
    rotate: {
      summary: 'Issues a new credential. The old one is valid until the new one is used.',
      type: contracts.MediaAgentCredential,
    },
    configuration: {
      summary:
        'Waits up to 25 s for a configuration with another version, and returns all of it. Nothing changed: 204.',
    },
    report: { summary: 'Stores the state of the agent and its machine.' },
  }),
  MediaAgentEnrolmentController: () => ({
    enrol: {
      summary: 'Exchanges a one-time code for the credential of a media agent.',
      type: contracts.MediaAgentCredential,
    },
  }),
  MediaServerAgentController: () => ({
    createCode: {
      summary:
        'Creates a one-time code, valid for one hour, with which an agent is enrolled. An earlier unused code is no longer valid.',
      type: contracts.MediaAgentCode,
    },
    revoke: {
      summary:
        'Revokes the credential and the code. The paths are set by this service from now on, and live streams continue.',
    },
  }),
  MediaServerWorkController: () => ({
    plan: {
      summary:
        'Compares the media server with the paths that its cameras need, and lists which viewers a change disconnects. Changes nothing.',
      type: contracts.MediaServerPlan,
    },
    reconcile: {
      summary: 'Reconciles the media server now, and returns the plan that it applies.',
      type: contracts.MediaServerPlan,
    },
    drain: {
      summary:
        'Moves every workshop to another media server and places no new ones here. Disconnects their viewers.',
      type: contracts.MediaServerDetails,
    },
    undoDrain: {
      summary: 'Puts the media server back into use. Workshops that were moved away stay where they are.',
      type: contracts.MediaServerDetails,
    },
  }),
  MediaServersController: () => ({
    list: {
      summary:
        'Lists all media servers by id, with their health and the number of workshops, cameras and viewers on each.',
      type: contracts.MediaServerList,
    },
    create: {
      summary:
        'Adds a media server and puts it into use: a new workshop is placed on the media server with the fewest workshops.',
      type: contracts.MediaServerDetails,
    },
    get: { summary: 'Returns one media server.', type: contracts.MediaServerDetails },
    update: {
      summary:
        'Changes the name or the addresses. Players use new addresses from their next stream token on.',
      type: contracts.MediaServerDetails,
    },
    delete: { summary: 'Removes a media server that no workshop is placed on.' },
  }),
  MembersController: () => ({
    list: { summary: 'Lists the members by id.', type: contracts.MemberList },
    create: { summary: 'Creates an account for a member of the workshop.', type: contracts.Member },
    update: {
      summary:
        'Changes the role, the pits or the access of a member. What they no longer have access to ends within two seconds:\naccess tokens, event streams and viewing sessions. The last enabled owner cannot be demoted or disabled.',
      type: contracts.Member,
    },
    remove: {
      summary:
        'Deletes the account of a member, who loses all access within two seconds. The last enabled owner cannot be deleted.',
    },
  }),
  OnvifController: () => ({
    discover: {
      summary: 'Searches the networks of this server for cameras. Takes four seconds.',
      type: contracts.CameraDiscovery,
    },
    streams: { summary: 'Requests the streams of a camera. Stores nothing.', type: contracts.CameraStreams },
  }),
  PitHistoryController: () => ({
    read: {
      summary: 'Returns the outages, the uptime and a timeline of a pit, by default of the last day.',
      type: contracts.PitHistory,
    },
  }),
  PitsController: () => ({
    get: { summary: 'Returns the pit with its camera and stream status.', type: contracts.Pit },
    update: { summary: 'Renames the pit.', type: contracts.Pit },
    delete: { summary: 'Deletes the pit with its camera, which disconnects its viewers.' },
  }),
  PlacementsController: () => ({
    list: {
      summary:
        'Lists the workshops on a media server by id, with the number of viewers that moving each one would disconnect.',
      type: contracts.WorkshopPlacementList,
    },
    place: {
      summary:
        'Moves a workshop to a media server. The paths are created there first, then removed from the old media server. Viewers\nare disconnected, and their players reconnect at the new address.',
      type: contracts.WorkshopPlacement,
    },
  }),
  PublishKeyController: () => ({
    make: {
      summary:
        'Issues a new publish key for a camera that pushes. The response is the only one that contains it.',
      type: contracts.PublishKey,
    },
  }),
  StreamKeysController: () => ({
    show: {
      summary:
        'The public keys that tokens are verified by: `authJWTJWKS` of MediaMTX. Public; contains no secret.',
    },
  }),
  StreamsController: () => ({
    issue: {
      summary: "Issues a token for one viewing session of a pit's stream, with the addresses to use it at.",
      type: contracts.StreamTokenResponse,
    },
    issueAll: {
      summary:
        'Issues tokens for up to 50 viewing sessions, such as those of a page with many pits. Each item has its own result:\na problem of one pit does not affect the others. The rate limit of the user counts each token.',
      type: contracts.StreamTokensResponse,
    },
    list: {
      summary: 'Lists the streams that exist now, live or stalled, by pit.',
      type: contracts.LiveStreamList,
    },
  }),
  SystemController: () => ({
    show: {
      summary:
        'Returns the version of the software, whether there is sample data, and which media server is in use.',
      type: contracts.SystemInfo,
    },
  }),
  ViewingSessionsController: () => ({
    list: {
      summary:
        "Lists current and past viewing sessions, the newest first. Owners see their workshop's, staff their own.",
      type: contracts.ViewingSessionList,
    },
    renew: {
      summary: "Renews the leases of the caller's viewing sessions, and returns those that were ended.",
      type: contracts.RenewViewingResponse,
    },
    end: {
      summary:
        'Ends a viewing session: the viewer loses the picture within two seconds and learns the cause. Owners can end sessions\nof their workshop, every user their own. The viewer may begin a new session; to prevent that, remove their access.',
      type: contracts.ViewingSession,
    },
    endAll: {
      summary:
        'Ends all viewing sessions of a pit or of a user; tokens issued before open no further session.',
    },
  }),
  WorkshopPitsController: () => ({
    list: {
      summary: 'Lists the pits by number, with their cameras and stream status.',
      type: contracts.PitList,
    },
    create: { summary: 'Adds a pit.', type: contracts.Pit },
  }),
  WorkshopsController: () => ({
    list: {
      summary: 'Lists the workshops that the user has access to, by id.',
      type: contracts.WorkshopList,
    },
    create: { summary: 'Creates a workshop.', type: contracts.Workshop },
    get: { summary: 'Returns one workshop.', type: contracts.Workshop },
    update: {
      summary: 'Changes the name of a workshop and the networks that its cameras are allowed in.',
      type: contracts.Workshop,
    },
    delete: { summary: 'Deletes a workshop without pits, and the accounts of its members.' },
  }),
};
