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
      expires_in: { required: true, type: () => Number, description: 'Seconds until the access token ends.' },
      user: { required: true, type: () => contracts.SignedInUser },
    }),
  ],
  [
    contracts.AlertAttempt,
    () => ({
      number: { required: true, type: () => Number, description: '1 for the first.' },
      began_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      duration_ms: { required: true, type: () => Number, description: 'Milliseconds that it took.' },
      fault: {
        required: true,
        nullable: true,
        description: 'Why it failed; null: it did not.',
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
        description:
          'The status that the other side answered: HTTP for a webhook, SMTP for an email; null: it answered none.',
      },
    }),
  ],
  [
    contracts.AlertChannel,
    () => ({
      id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
      kind: { required: true, enum: ['webhook', 'email'] },
      name: { required: true, type: () => String, description: 'Once in its workshop.' },
      enabled: {
        required: true,
        type: () => Boolean,
        description: 'A channel that is not enabled is told nothing.',
      },
      pit_ids: {
        required: true,
        type: () => [Number],
        nullable: true,
        description: 'The pits that it is told of; null: all of the workshop, those to come too.',
      },
      delay_seconds: {
        required: true,
        type: () => Number,
        description: 'How long a camera must be away, outside of maintenance, before it is told, in seconds.',
      },
      url: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'webhook: where it is sent to.',
      },
      previous_secret_until: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'webhook: until when the secret before signs too, ISO 8601 UTC; null: there is only one.',
      },
      recipients: {
        required: true,
        type: () => [String],
        description: 'email: to whom; empty for a webhook.',
      },
      unconfirmed_recipients: {
        required: true,
        type: () => [String],
        description:
          'email: those of the recipients who have not confirmed their address yet. They get nothing until they do.',
      },
      time_zone: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'email: by which clock times are written, an IANA name such as `Europe/Berlin`; null: UTC.',
      },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
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
        description: 'For the next page; null on the last.',
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
          'The `webhook-id` header, the same in every attempt: receivers know a message that comes twice by it.',
      },
      events: {
        required: true,
        type: () => [contracts.AlertEvent],
        description: 'What it tells: one event for a webhook, one or more for an email.',
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
        description: 'When it is tried next, ISO 8601 UTC; null unless it is `waiting`.',
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
        description: 'For the next page; null on the last.',
      },
    }),
  ],
  [
    contracts.AlertDeliveryQuery,
    () => ({
      channel_id: {
        required: false,
        type: () => Number,
        description: 'To this channel only.',
        minimum: 1,
        maximum: 2147483647,
      },
      state: {
        required: false,
        description: 'Of this state only.',
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
        description: 'When it was decided, ISO 8601 UTC. The same in every attempt.',
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
        description: 'Null for `alert.test`, as are all that follow but `dashboard_url`.',
      },
      pit_number: { required: true, type: () => Number, nullable: true },
      pit_name: { required: true, type: () => String, nullable: true },
      outage: {
        required: true,
        nullable: true,
        description: '`offline`: there was no stream; `stalled`: there was one, and nothing arrived on it.',
        enum: ['offline', 'stalled'],
      },
      began_at: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'When the picture went away, ISO 8601 UTC; `camera.unstable` and `camera.stable`: when it did so first.',
      },
      ended_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`camera.back` and `camera.stable`: when the picture was there to stay, ISO 8601 UTC.',
      },
      interruptions: {
        required: true,
        type: () => Number,
        nullable: true,
        description: '`camera.unstable`: how often the picture was lost within the last 30 minutes.',
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
          'Switched off by people: the media server neither fetches it nor lets it publish. `PATCH` sets it, `PUT` keeps it.',
      },
      pause_reason: {
        required: true,
        nullable: true,
        description: 'Why this service paused it; null: it is not paused, or a user paused it.',
        enum: ['redirects'],
      },
      not_applied: {
        required: true,
        type: () => contracts.CameraNotApplied,
        nullable: true,
        description:
          'pull: why the media server does not pull it as it is set up; null: it does, or has not been asked yet.',
      },
      feed: {
        required: true,
        nullable: true,
        description: 'pull: by what it is fetched.',
        enum: ['rtsp', 'mjpeg'],
      },
      tls: { required: true, type: () => Boolean, description: 'pull: over TLS (`rtsps`, `https`).' },
      tls_fingerprint: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'pull over `rtsps`: SHA-256 of the certificate that it must have, lower-case hex; null: see `tls_fingerprint` of `PUT`.',
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
          'pull: what follows the port in the URL, with its leading slash. Null for staff: it may hold credentials.',
      },
      sub_path: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'pull: path of the second, smaller stream; null: none, and for staff.',
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
        description: 'pull: whether a password is kept (sealed, never shown).',
      },
      transport: { required: true, nullable: true, enum: ['automatic', 'tcp', 'udp'] },
      on_demand: {
        required: true,
        type: () => Boolean,
        description: 'Fetched, or re-encoded, only while somebody watches.',
      },
      transcode: {
        required: true,
        type: () => Boolean,
        description: 'Whether the main stream is re-encoded to H.264 at the media server.',
      },
      sub: {
        required: true,
        type: () => Boolean,
        description: "Whether there is a second, smaller stream: its state is the pit's `sub_stream`.",
      },
      allow_list: {
        required: true,
        type: () => [String],
        description: 'push: from where it may publish without its key. Empty: from nowhere.',
      },
      has_publish_key: {
        required: true,
        type: () => Boolean,
        description:
          'push: whether a publish key has been made; it is shown once, by `POST /pits/{id}/publish-key`.',
      },
      publish_address: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "push: where it publishes its main stream, without the key; with `transcode` another path than the pit's.",
      },
      publish_address_changed_at: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'push: when `publish_address` changed, because the workshop was moved or its media server got another address, ISO\n8601 UTC. The camera has to be given the new one. Null: it did not change, or the camera has published there since.',
      },
      sub_publish_address: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'push: where it publishes its second stream, without the key; null: it has none.',
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
          'pull: a whole URL, credentials included, instead of the single fields; taken apart and never kept as it is.\n`rtsp://` or `rtsps://` (`http://` for a camera with `feed` `mjpeg`), at most 2000 characters (MediaMTX reads URLs of\n2048 bytes: MediaMTX contract \u00A77).',
        maxLength: 2000,
      },
      feed: {
        required: false,
        nullable: true,
        description: 'pull: `rtsp` when absent. `mjpeg` needs `transcode`, and takes no user and password.',
        enum: ['rtsp', 'mjpeg'],
      },
      tls: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description: 'pull over RTSP: over TLS (`rtsps`); false when absent.',
      },
      tls_fingerprint: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          "pull over `rtsps`: SHA-256 of the camera's certificate, 64 hex digits, as a camera test shows it; only a camera with\nthat certificate is fetched. Absent: any certificate that the media server can check by its authorities.",
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
        description: 'pull: 1 to 65535; 554 when absent (322 with `tls`; 80 and 443 for `mjpeg`).',
        minimum: 1,
        maximum: 65535,
      },
      path: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull: with its leading slash, query included; `/` when absent. Printable ASCII, others percent-encoded; stored\nin the one form that every MediaMTX release and the camera test send alike.',
        maxLength: 1000,
      },
      sub_path: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          "pull over RTSP: path of the camera's second, smaller stream, at the same host, as `path`; absent: none.",
        maxLength: 1000,
      },
      user: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull: user name at the camera, any characters but control characters. Needs a password, given or kept (MediaMTX takes both or neither).',
        maxLength: 100,
      },
      password: {
        required: false,
        type: () => String,
        nullable: true,
        description:
          'pull: password at the camera, any characters but control characters. Sealed at rest. Absent: the kept one stays if host, port and user stay. Needs a user.',
        maxLength: 200,
      },
      transport: {
        required: false,
        nullable: true,
        description: 'pull: `tcp` when absent.',
        enum: ['automatic', 'tcp', 'udp'],
      },
      on_demand: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description:
          'pull: fetch only while somebody watches; push with `transcode`: re-encode only then. False when absent.',
      },
      transcode: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description:
          'Re-encode the main stream to H.264 at the media server, for MJPEG, H.265 and B-frames; without sound. False when\nabsent. Costs about a processor core for each camera of full HD.',
      },
      sub: {
        required: false,
        type: () => Boolean,
        nullable: true,
        description:
          'push: the camera also publishes a second, smaller stream, to `\u2026/sub` with the same key; false when absent.',
      },
      allow_list: {
        required: false,
        type: () => [String],
        nullable: true,
        description:
          'push: addresses and ranges (`192.168.2.9`, `192.168.2.0/24`) from which the camera may publish without its key, for\ncameras that cannot send one. Absent or empty: none. Ranges are at most as wide as /16 (IPv6: /48).',
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
        description: 'Whether it was done: false for a dry run and when any row has an error.',
      },
      errors: {
        required: true,
        type: () => [contracts.CameraImportError],
        description:
          'What is wrong with the table as a whole, such as a column that is not known; empty: nothing.',
      },
      rows: {
        required: true,
        type: () => [contracts.CameraImportRow],
        description: 'Every row, in the order of the file.',
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
        description: 'The column; null: the row or the table as a whole.',
      },
      message: {
        required: true,
        type: () => String,
        description:
          "What is wrong: to be read after the column's name, or a whole sentence when there is no column.",
      },
    }),
  ],
  [
    contracts.CameraImportRow,
    () => ({
      line: {
        required: true,
        type: () => Number,
        description: 'Line of the file, from 1; the header is one.',
      },
      number: {
        required: true,
        type: () => Number,
        nullable: true,
        description: "The pit's number; null: it cannot be read.",
      },
      name: {
        required: true,
        type: () => String,
        nullable: true,
        description: "The pit's name, as it was read; null: none, or it cannot be read.",
      },
      host: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Host of a pulled camera, as it was read; null: it pushes, or cannot be read.',
      },
      user: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'User name at a pulled camera, as it was read; null: none, or it cannot be read.',
      },
      action: { required: true, nullable: true, enum: ['create-pit', 'set-camera', 'replace-camera'] },
      pit_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'The pit that it made or set; null before.',
      },
      errors: {
        required: true,
        type: () => [contracts.CameraImportError],
        description: 'Empty: nothing is wrong.',
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
      sentence: { required: true, type: () => String, description: 'What is wrong, in one sentence.' },
      fix: { required: true, type: () => String, description: 'What to do about it.' },
    }),
  ],
  [
    contracts.CameraPreset,
    () => ({
      id: {
        required: true,
        enum: ['hikvision', 'dahua', 'cp-plus', 'reolink', 'tp-link-tapo', 'axis', 'onvif', 'esp32-cam'],
      },
      name: { required: true, type: () => String, description: 'As it stands on the camera.' },
      port: {
        required: true,
        type: () => Number,
        description: 'RTSP port, unless it was changed in the camera.',
      },
      user: {
        required: true,
        type: () => String,
        nullable: true,
        description: "User name that the brand's cameras come with; null: people choose one.",
      },
      main_path: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "Path of the first, large stream, query included; `{channel}` stands for the channel, from 1. Null: the camera's own\npage tells it.",
      },
      sub_path: {
        required: true,
        type: () => String,
        nullable: true,
        description: "Path of the second, small stream; null: none, or the camera's own page tells it.",
      },
      channel_digits: {
        required: true,
        type: () => Number,
        description: 'Least digits of a channel in a path: 2 makes `01`.',
      },
      settings: {
        required: true,
        type: () => [String],
        description: "What is switched on or off in the camera, in the brand's own words, in order.",
      },
      notes: { required: true, type: () => [String], description: 'What else people trip over.' },
      needs_transcode: {
        required: true,
        type: () => Boolean,
        description: 'Its video is no H.264: no browser shows it as it is.',
      },
    }),
  ],
  [contracts.CameraPresetList, () => ({ items: { required: true, type: () => [contracts.CameraPreset] } })],
  [
    contracts.CameraSnapshotGap,
    () => ({
      code: { required: true, enum: ['no-key-frame', 'no-ffmpeg', 'not-decoded'] },
      sentence: { required: true, type: () => String, description: 'The same in words.' },
    }),
  ],
  [
    contracts.CameraStream,
    () => ({
      name: { required: true, type: () => String, description: 'What the camera calls it.' },
      source: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          "The camera's name of its video source, at most 80 characters; the same for all streams of a recorder's channel. Null: it does not tell.",
      },
      tls: { required: true, type: () => Boolean, description: 'Whether it is `rtsps`.' },
      port: { required: true, type: () => Number, description: 'RTSP port.' },
      path: {
        required: true,
        type: () => String,
        description: "`path` or `sub_path` of the camera's set-up, query included.",
      },
      codec: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`H264`, `H265`, `JPEG` or what else the camera calls it; null: it does not tell.',
      },
      width: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Pixels; null: it does not tell.',
      },
      height: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Pixels; null: it does not tell.',
      },
      frame_rate: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Frames a second; null: it does not tell.',
      },
      suits: {
        required: true,
        nullable: true,
        description:
          'What it suits as, among the streams of its source: the largest H.264 is `main`, the smallest `sub`; null: neither.',
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
          "What the camera offers, by source in the camera's order, largest first; empty with a fault.",
      },
      next_cursor: {
        required: true,
        type: () => String,
        nullable: true,
        description: '`cursor` of the next page; null: that was all.',
      },
      notices: {
        required: true,
        type: () => [contracts.CameraStreamsNotice],
        description: 'What else is worth knowing, with or without a fault.',
      },
      fault: {
        required: true,
        type: () => contracts.CameraStreamsFault,
        nullable: true,
        description: 'Null: nothing is wrong.',
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
      sentence: { required: true, type: () => String, description: 'What is wrong, in one sentence.' },
      fix: { required: true, type: () => String, description: 'What to do about it.' },
    }),
  ],
  [
    contracts.CameraStreamsNotice,
    () => ({
      code: { required: true, enum: ['camera-clock'] },
      sentence: { required: true, type: () => String, description: 'What is so, in one sentence.' },
      fix: { required: true, type: () => String, description: 'What to do about it.' },
    }),
  ],
  [
    contracts.CameraTest,
    () => ({
      ok: {
        required: true,
        type: () => Boolean,
        description: 'Every step is ok: the camera can be watched in a browser.',
      },
      steps: {
        required: true,
        type: () => [contracts.CameraTestStep],
        description: 'The steps that were taken, in order.',
      },
      video: {
        required: true,
        type: () => contracts.CameraTestVideo,
        nullable: true,
        description: 'Null: the test did not get as far as the video.',
      },
      snapshot_jpeg: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'A picture of the camera, JPEG as base64; null: see `snapshot_gap`.',
      },
      snapshot_gap: { required: true, type: () => contracts.CameraSnapshotGap, nullable: true },
      redirected_to: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'With the fault `redirected`: the address that the camera sends to, without credentials, to be set up instead if it\nis trusted. Null: it does not redirect, or to where no camera may be.',
      },
      tls_fingerprint: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'pull over `rtsps`: SHA-256 of the certificate that the camera showed, lower-case hex, to be confirmed as `tls_fingerprint`.',
      },
      refusal: {
        required: true,
        type: () => contracts.CameraTestRefusal,
        nullable: true,
        description: 'push: the last refusal to publish, while nothing arrives; null: there was none.',
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
      sentence: { required: true, type: () => String, description: 'What is wrong, in one sentence.' },
      fix: { required: true, type: () => String, description: 'What to do about it.' },
    }),
  ],
  [
    contracts.CameraTestRefusal,
    () => ({
      at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      sentence: { required: true, type: () => String, description: 'Why, in one sentence.' },
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
        description: 'False: no step follows, or no browser can show what came.',
      },
      ms: { required: true, type: () => Number, description: 'How long it took, in whole milliseconds.' },
      fault: {
        required: true,
        type: () => contracts.CameraTestFault,
        nullable: true,
        description: 'With `ok` true: a warning. Null: nothing is wrong.',
      },
    }),
  ],
  [
    contracts.CameraTestVideo,
    () => ({
      codec: {
        required: true,
        type: () => String,
        description: '`H264`, `H265`, `JPEG`, or what else the camera calls it.',
      },
      profile: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Null: the codec has none, or none was seen.',
      },
      level: { required: true, type: () => String, nullable: true },
      width: { required: true, type: () => Number, nullable: true, description: 'Pixels.' },
      height: { required: true, type: () => Number, nullable: true, description: 'Pixels.' },
      frame_rate: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Frames a second, to a tenth: a camera may send one each ten seconds.',
      },
      bitrate: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Bits a second of the pictures. Null: too little was sent.',
      },
      key_frame_interval_ms: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'The longest time between two key frames, in ms. Null: fewer than two came.',
      },
      key_frames: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Key frames that came while it was watched. Null: it was not watched.',
      },
      b_frames: {
        required: true,
        type: () => Boolean,
        nullable: true,
        description:
          'Whether pictures are sent in another order than shown; browsers cannot show these live. Null: cannot be told.',
      },
      watched_ms: {
        required: true,
        type: () => Number,
        description: 'For how long pictures were watched, in ms.',
      },
    }),
  ],
  [
    contracts.CameraUsage,
    () => ({
      viewers: {
        required: true,
        type: () => Number,
        description:
          'Viewers of both streams now. At least so many: viewers by HLS are not counted up to v1.17.1 of MediaMTX.',
      },
      is_sending: {
        required: true,
        type: () => Boolean,
        description: 'Whether video comes from the camera now.',
      },
    }),
  ],
  [
    contracts.ChangePasswordRequest,
    () => ({
      current_password: {
        required: true,
        type: () => String,
        description: 'The password in use now.',
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
        description: 'What the link in the mail holds behind `#`: 32 random bytes as base64url.',
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
        description: '1 to 120 visible characters or spaces, once in its workshop.',
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
        description: 'What operators call it, 1 to 60 visible characters or spaces; unique.',
        minLength: 1,
        maxLength: 60,
      },
      api_url: {
        required: true,
        type: () => String,
        description: 'How this service reaches the control API, `http://` or `https://`; unique.',
        maxLength: 300,
        format: 'uri',
      },
      webrtc_url: {
        required: true,
        type: () => String,
        description: 'How browsers reach WebRTC signalling, `http://` or `https://`.',
        maxLength: 300,
        format: 'uri',
      },
      hls_url: {
        required: true,
        type: () => String,
        description: 'How browsers reach HLS, `http://` or `https://`.',
        maxLength: 300,
        format: 'uri',
      },
      rtsp_url: {
        required: true,
        type: () => String,
        description: 'How players and cameras reach RTSP, `rtsp://` or `rtsps://`.',
        maxLength: 300,
        format: 'uri',
      },
      edge_of: {
        required: false,
        type: () => Number,
        description:
          'An edge of this media server (its id): it fetches what that one has for viewers, who are spread over its edges, and is\ngiven no workshops. Absent: a media server of its own. Stays as it is told here.',
        minimum: 1,
        maximum: 2147483647,
      },
      pulls_from: {
        required: false,
        type: () => String,
        description:
          'Of an edge, and required there: the IP address that its requests come from, as its origin sees it.',
      },
    }),
  ],
  [
    contracts.CreateMemberRequest,
    () => ({
      email: {
        required: true,
        type: () => String,
        description: 'Signs in with it; unique within the workshop, without regard to case.',
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
      role: { required: true, enum: ['owner', 'staff'] },
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
        description: "The bay's number, 1 to 9999, once in its workshop. Part of the MediaMTX path.",
        minimum: 1,
        maximum: 9999,
      },
      name: {
        required: false,
        type: () => String,
        description: 'What people call the bay, besides its number: 1 to 80 visible characters or spaces.',
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
        description:
          'webhook: signs what is sent (`whsec_\u2026`, Standard Webhooks). It is not shown again.',
      },
    }),
  ],
  [
    contracts.Diagnosis,
    () => ({
      at: { required: true, type: () => String, description: 'When it was made, ISO 8601 UTC.' },
      verdict: {
        required: true,
        type: () => contracts.DiagnosisFault,
        nullable: true,
        description:
          'The first error of the chain, else its first warning: one sentence and one fix. Null: nothing wrong was found.',
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
      sentence: { required: true, type: () => String, description: 'What is wrong, in one sentence.' },
      fix: {
        required: true,
        type: () => String,
        description:
          'What to do about it: for staff whom to tell, for owners what to set, for the operator the technical fix.',
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
        description: 'How long finding it out took, in whole milliseconds; null: it was known, or not asked.',
      },
      fault: {
        required: true,
        type: () => contracts.DiagnosisFault,
        nullable: true,
        description: 'With `ok` or `unknown` too: a warning. Null: nothing is wrong that is known.',
      },
      detail: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'What was found, in a few words; null: nothing to tell.',
      },
    }),
  ],
  [
    contracts.DiscoveredCamera,
    () => ({
      host: { required: true, type: () => String, description: 'Its address.' },
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
        description: 'What it calls itself; null: it does not tell.',
      },
      model: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Its model, as it tells; null: it does not tell.',
      },
      pit_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: "The pit whose camera has this host already; null: none of the workshop's.",
      },
    }),
  ],
  [
    contracts.EndViewingsRequest,
    () => ({
      pit_id: {
        required: false,
        type: () => Number,
        description: 'Everybody who watches this pit.',
        minimum: 1,
        maximum: 2147483647,
      },
      user_id: {
        required: false,
        type: () => Number,
        description: 'Everything that this person watches.',
        minimum: 1,
        maximum: 2147483647,
      },
    }),
  ],
  [contracts.EndedEvent, () => ({ reason: { required: true, enum: ['access-ended', 'rights-changed'] } })],
  [
    contracts.EndedViewing,
    () => ({
      jti: { required: true, type: () => String, description: 'Of the token that it was opened with.' },
    }),
  ],
  [
    contracts.FieldFault,
    () => ({
      field: {
        required: true,
        type: () => String,
        description: 'Where, as a path of names: `email`, `camera.port`.',
      },
      message: {
        required: true,
        type: () => String,
        description: 'What is wrong with it, in one sentence. Never holds the value.',
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
        description: 'Port of its ONVIF service, 1 to 65535; when absent 80, then 443 with TLS.',
        minimum: 1,
        maximum: 65535,
      },
      tls: {
        required: false,
        type: () => Boolean,
        description:
          'Whether its ONVIF service is reached over TLS; found out when absent. The certificate is not checked: no password is sent.',
      },
      path: {
        required: false,
        type: () => String,
        description: 'Path of its ONVIF service, 1 to 256 characters; `/onvif/device_service` when absent.',
        maxLength: 256,
        pattern: '^\\/[\\x21-\\x7e]*$',
      },
      cursor: {
        required: false,
        type: () => String,
        description: '`next_cursor` of the page before; the first page when absent.',
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
      status: { required: true, type: () => String, description: 'Always `ok`; anything else is a problem.' },
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
          'CSV (RFC 4180) with a header line; comma, semicolon or tab between the cells, or what a first line `sep=;` names.\nCells with U+FFFD are refused: the table was read in another encoding than it was written in. Columns, in any order: `number`\n(needed), `name`, `kind` (`pull` when empty), and those of `PUT /pits/{id}/camera`: `url` or `host`, `port`, `path`,\n`user`, `password`; `feed`, `tls`, `tls_fingerprint`, `sub_path`, `transport`, `on_demand`, `transcode`, `sub`,\n`allow_list` (with spaces between). At most 500 rows and 60 000 characters.',
        minLength: 1,
        maxLength: 60000,
      },
      dry_run: {
        required: false,
        type: () => Boolean,
        description: 'True: check only, change nothing. False when absent.',
      },
      replace: {
        required: false,
        type: () => Boolean,
        description:
          'True: also set the cameras of pits that have one, which disconnects whoever watches these. False when absent.',
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
        description: "Which of its camera's streams; `main` when absent.",
        enum: ['main', 'sub'],
      },
      follows: {
        required: false,
        type: () => String,
        description:
          'The token that the client watched this pit with before, ended or not. When its session was ended by somebody, the\nanswer is `viewing-ended` and says why, so that a player does not come back by itself.',
        maxLength: 2048,
      },
      renews: {
        required: false,
        type: () => String,
        description:
          'The token before, to go on with the same session: the new token has its `jti`. For HLS, which shows its token again\nand again (MediaMTX contract \u00A76). Counts as `follows` too; for a token that has ended, a new session begins.',
        maxLength: 2048,
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
        description: 'For the next page; null on the last.',
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
        description: '1 to 200 characters. Bounded because hashing costs grow with it.',
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
        description: 'Of this pit only; null: of the whole workshop.',
      },
      kind: { required: true, enum: ['once', 'weekly'] },
      reason: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Why, for people; null: not said.',
      },
      begins_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'once: from, ISO 8601 UTC.',
      },
      ends_at: { required: true, type: () => String, nullable: true, description: 'once: to, ISO 8601 UTC.' },
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
        description: "weekly: from, `HH:MM` on the wall's clock.",
      },
      to_time: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'weekly: to, `HH:MM`, on the next day when it is not after `from_time`.',
      },
      time_zone: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'weekly: whose clock, an IANA name such as `Europe/Berlin`.',
      },
      active: { required: true, type: () => Boolean, description: 'Whether it is on now.' },
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
        description: 'For the next page; null on the last.',
      },
    }),
  ],
  [
    contracts.MediaServerDetails,
    () => ({
      id: { required: true, type: () => Number },
      name: { required: true, type: () => String, description: 'What operators call it; unique.' },
      state: { required: true, enum: ['in-use', 'draining'] },
      is_configured: {
        required: true,
        type: () => Boolean,
        description: 'The one that the settings name: its addresses are theirs, and it cannot be removed.',
      },
      api_url: {
        required: true,
        type: () => String,
        description: 'How this service reaches the control API.',
      },
      webrtc_url: {
        required: true,
        type: () => String,
        description: 'How browsers reach WebRTC signalling.',
      },
      hls_url: { required: true, type: () => String, description: 'How browsers reach HLS.' },
      rtsp_url: { required: true, type: () => String, description: 'How players and cameras reach RTSP.' },
      edge_of: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'Of an edge: the id of the media server that it fetches from. Null: it is no edge.',
      },
      pulls_from: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'Of an edge: the IP address that its requests come from, as its origin sees it; null: it is no edge.',
      },
      created_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      health: { required: true, type: () => contracts.MediaServerHealthInfo },
      workshops: { required: true, type: () => Number, description: 'Workshops that are placed on it.' },
      cameras: {
        required: true,
        type: () => Number,
        description: 'Pits of those workshops that have a camera.',
      },
      live: { required: true, type: () => Number, description: 'Streams of those pits that exist now.' },
      viewers: {
        required: true,
        type: () => Number,
        description: 'Who watches those streams now, counted as `readers` of each stream.',
      },
    }),
  ],
  [
    contracts.MediaServerHealthInfo,
    () => ({
      reachable: {
        required: true,
        type: () => Boolean,
        description: 'Whether its control API answered the last time.',
      },
      version: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'As the server says it (`v1.20.1`); null before v1.15.2, which does not tell, and while unreachable.',
      },
      since: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Since when it is reachable, or is not; ISO 8601 UTC. Null: it has not been asked yet.',
      },
      answered_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'When it last answered; ISO 8601 UTC, null: never since this backend started.',
      },
    }),
  ],
  [
    contracts.MediaServerInfo,
    () => ({
      kind: {
        required: true,
        description: '`simulator`: sample video for demos and tests; the dashboard says so.',
        enum: ['mediamtx', 'simulator'],
      },
      version: {
        required: true,
        type: () => String,
        nullable: true,
        description:
          'As the server says it (`v1.20.1`); null before v1.15.2, which does not tell, and while unreachable.',
      },
      reachable: {
        required: true,
        type: () => Boolean,
        description: 'Whether its control API answered the last time.',
      },
      auth: {
        required: true,
        description: 'Who checks viewers and cameras (`MEDIAMTX_AUTH`).',
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
        description: 'For the next page; null on the last.',
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
        description: 'When the media server was looked at; ISO 8601 UTC.',
      },
      wanted: {
        required: true,
        type: () => Number,
        description: 'Paths that the cameras on it need, in all.',
      },
      changes: {
        required: true,
        type: () => [contracts.PathChange],
        description: 'Nothing when everything is as it should be; at most 1000 are told.',
      },
      total_changes: {
        required: true,
        type: () => Number,
        description: 'How many changes there are in all.',
      },
      not_applied: {
        required: true,
        type: () => [contracts.PathNotApplied],
        description: 'Paths that are not as their cameras are set up, and why; at most 1000 are returned.',
      },
      disconnects_viewers: {
        required: true,
        type: () => Number,
        description: 'Viewers that are disconnected by all changes but the postponed ones.',
      },
    }),
  ],
  [
    contracts.Member,
    () => ({
      id: { required: true, type: () => Number },
      email: { required: true, type: () => String, description: 'In lower case.' },
      display_name: { required: true, type: () => String },
      role: { required: true, enum: ['owner', 'staff'] },
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
        description: 'For the next page; null on the last.',
      },
    }),
  ],
  [
    contracts.Outage,
    () => ({
      kind: {
        required: true,
        description: 'What it was; `offline` when it was both.',
        enum: ['offline', 'stalled'],
      },
      cause: {
        required: true,
        description:
          'Who is at fault. The media server: it was restarted or hung, and the camera\u2019s picture took a while to come back.',
        enum: ['camera', 'media-server'],
      },
      began_at: {
        required: true,
        type: () => String,
        description: 'ISO 8601 UTC; may be before the time that was asked for.',
      },
      ended_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'ISO 8601 UTC; null while it goes on.',
      },
    }),
  ],
  [
    contracts.PageQuery,
    () => ({
      cursor: {
        required: false,
        type: () => String,
        description: '`next_cursor` of the page before. Opaque.',
        maxLength: 200,
      },
      limit: {
        required: false,
        type: () => Number,
        description: 'Items a page, 1 to 100; 50 when absent.',
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
        description: 'Whether a camera that sends is disconnected by it; it comes back by itself, if it may.',
      },
      disconnects_viewers: {
        required: true,
        type: () => Number,
        description: 'How many viewers are disconnected by it; their players come back by themselves.',
      },
      postponed: {
        required: true,
        type: () => Boolean,
        description: 'Not urgent, and somebody watches: it waits until nobody does.',
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
      sentence: { required: true, type: () => String, description: 'What is wrong, in one sentence.' },
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
          'Begin, ISO 8601 UTC. Later than what was asked for when the pit is younger, or when there is more than is read at once.',
      },
      to: { required: true, type: () => String, description: 'End, ISO 8601 UTC.' },
      uptime_share: {
        required: true,
        type: () => Number,
        nullable: true,
        description:
          'Part of the time with a picture, of the time in which one was expected and the state is known, 0 to 1; null: none.\nTime that the media server took away does not count: it says how the camera does.',
      },
      unknown_share: {
        required: true,
        type: () => Number,
        description:
          'Part of the whole time in which the state is not known, 0 to 1. It is neither up nor down.',
      },
      down_seconds: {
        required: true,
        type: () => Number,
        description: 'Seconds without a picture that should have been there, by the camera\u2019s fault.',
      },
      media_server_down_seconds: {
        required: true,
        type: () => Number,
        description:
          'Seconds without a picture that should have been there, by the media server\u2019s fault.',
      },
      outage_count: {
        required: true,
        type: () => Number,
        description: 'How many outages there were, whoever was at fault.',
      },
      timeline: {
        required: true,
        type: () => [contracts.TimelineSegment],
        description:
          'For a drawing: at most 288 segments. A short outage fills the whole 288th that it falls into.',
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
        description: 'For the next page; null on the last.',
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
          'Begin, ISO 8601 with its offset; a day before `to` when absent. At most 92 days before `to`.',
      },
      to: {
        required: false,
        type: () => String,
        description:
          'End, ISO 8601 with its offset; now when absent or later than that. Name it to read more than one page.',
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
        description: 'For the next page; null on the last.',
      },
    }),
  ],
  [
    contracts.PitQuery,
    () => ({
      number: {
        required: false,
        type: () => Number,
        description: 'Only the pit with this number; none when there is no such pit.',
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
          'Why there is no picture, while it should be there and is not. `media-server` with `live`: the media server did not\nanswer the last time, and `status` is what it said before. Null: nothing is wrong, or nothing is known.',
        enum: ['camera', 'media-server'],
      },
      since: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Since when, ISO 8601 UTC; null while `unknown`.',
      },
      codec: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Of the video track, as MediaMTX names it (`H264`); null while there is none.',
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
          'What the camera sends now, all tracks together, averaged over some seconds; null while that is not known. Told anew\nwhen it has changed by more than a tenth, and at most every 5 s.',
      },
      readers: {
        required: true,
        type: () => Number,
        description:
          'How many watch now, each once: a player counts once, whatever transports it tries at the same time (from MediaMTX\nv1.17.1 on, which lists whose a session is; before, an HLS session that begins beside a WebRTC session is not counted). Viewers by HLS are not counted up to v1.17.1, which tells nothing of them (MediaMTX contract \u00A74.1).',
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
        description: 'Where to; a draining one is refused.',
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
        description: 'What is shown.',
        enum: ['stalled', 'waiting', 'connecting', 'live', 'reconnecting', 'denied', 'unsupported'],
      },
      transport: {
        required: true,
        description: 'By which way the picture in view comes.',
        enum: ['webrtc', 'none', 'hls', 'bridge'],
      },
      webrtc: {
        required: false,
        nullable: true,
        description: 'Why WebRTC gives no picture; absent or null: it does, or it was not tried.',
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
        description: 'Why HLS gives no picture; absent or null: it does, or it was not tried.',
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
        description:
          'What stands between the viewer and the picture, whichever the way; absent or null: nothing.',
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
        description: "Why the viewer's session was ended by us; absent or null: it was not.",
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
        description: 'The codec as the media server names it; absent or null: not known.',
        maxLength: 20,
      },
      candidates: {
        required: false,
        type: () => [Object],
        description:
          "Kinds of the addresses that the media server offered for WebRTC's media; absent: none was offered.",
        enum: ['loopback', 'private', 'public', 'name'],
        isArray: true,
      },
      latency_ms: {
        required: false,
        type: () => Number,
        nullable: true,
        description: 'How far the picture is behind live, in milliseconds; absent or null: not known.',
        minimum: 0,
        maximum: 3600000,
      },
      fps: {
        required: false,
        type: () => Number,
        nullable: true,
        description: 'Frames a second that are decoded; absent or null: not known.',
        minimum: 0,
        maximum: 1000,
      },
      clock: {
        required: true,
        type: () => String,
        description: "What the browser's clock shows, ISO 8601.",
        maxLength: 40,
      },
    }),
  ],
  [
    contracts.Problem,
    () => ({
      type: { required: true, type: () => String, description: 'Documentation of the code.' },
      title: { required: true, type: () => String },
      status: { required: true, type: () => Number, description: 'The HTTP status again.' },
      code: {
        required: true,
        description: 'Stable: clients switch on it.',
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
      detail: { required: false, type: () => String, description: 'What is particular to this occurrence.' },
      instance: {
        required: false,
        type: () => String,
        description: "The request's id, to find it in the log.",
      },
      errors: {
        required: false,
        type: () => [contracts.FieldFault],
        description: 'With `validation-failed`: what is wrong, where.',
      },
      ending: {
        required: false,
        type: () => contracts.ViewingEnding,
        description: 'With `viewing-ended`: why and when.',
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
          "The key, as the camera's password. Url-safe; 32 characters (MediaMTX contract \u00A77), but in JWT mode a JWT of up to 400,\nwhich some cameras and ffmpeg cut in a user and password: give them the address with a query.",
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
          'For cameras that cannot answer a Basic challenge (ESP32): `rtsp://host:8554/path?token=\u2026`, in JWT mode `?jwt=\u2026` (MediaMTX contract \u00A77, \u00A72).',
      },
      whip_url: {
        required: true,
        type: () => String,
        description:
          'WHIP endpoint (RFC 9725), for OBS 30, FFmpeg 8 and browsers: `http://host:8889/path/whip`. The key goes into the\nheader `Authorization: Bearer \u2026`, never into this URL. H.264 without B-frames.',
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
          "Null: the addresses above lead to where cameras are. Otherwise they lead to the machine that they are used on\n(`127.0.0.1`), and this has the addresses of the backend's machine in its local networks; empty: it has none.",
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
        description: 'Of this pit only; null or absent: of the whole workshop.',
        minimum: 1,
        maximum: 2147483647,
      },
      reason: {
        required: false,
        type: () => String,
        nullable: true,
        description: 'Why, for people, 1 to 200 visible characters or spaces.',
        minLength: 1,
        maxLength: 200,
      },
      begins_at: {
        required: false,
        type: () => String,
        description: 'once: from, an instant with its offset.',
      },
      ends_at: {
        required: false,
        type: () => String,
        description: 'once: to, an instant with its offset, after `begins_at` and at most 31 days.',
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
        description: "weekly: from, `HH:MM` on the wall's clock.",
      },
      to_time: {
        required: false,
        type: () => String,
        description: 'weekly: to, `HH:MM`, on the next day when it is not after `from_time`.',
      },
      time_zone: {
        required: false,
        type: () => String,
        description: 'weekly: whose clock, an IANA name such as `Europe/Berlin`.',
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
          'The `jti` of each token whose session goes on: before the colon of `authorization`. At most 200.',
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
        description: 'Seconds that they go on from now without being renewed again.',
      },
      ended: {
        required: true,
        type: () => [contracts.EndedViewing],
        description: 'Those that were ended by us; the others are renewed.',
      },
    }),
  ],
  [
    contracts.SignedInUser,
    () => ({
      id: { required: true, type: () => Number },
      email: { required: true, type: () => String, description: 'In lower case.' },
      display_name: { required: true, type: () => String },
      role: { required: true, enum: ['super_admin', 'owner', 'staff'] },
      workshop_id: {
        required: true,
        type: () => Number,
        nullable: true,
        description: "The person's workshop; null for a `super_admin`, who sees all of them.",
      },
    }),
  ],
  [
    contracts.SnapshotEvent,
    () => ({
      pits: {
        required: true,
        type: () => [contracts.PitStreamEvent],
        description: 'Every pit that the viewer may see, by id; a pit that is not in it is gone.',
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
        description:
          'Names the key in the header of its tokens: the first 72 bits of its thumbprint (RFC 7638).',
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
        description: 'Seconds until the token ends. A session that began in time goes on.',
      },
      expires_at: { required: true, type: () => String, description: 'When the token ends, ISO 8601 UTC.' },
      path: { required: true, type: () => String, description: "MediaMTX's name for the stream." },
      webrtc_url: { required: true, type: () => String, description: 'WHEP endpoint.' },
      hls_url: { required: true, type: () => String, description: 'HLS multivariant playlist.' },
      rtsp_url: {
        required: true,
        type: () => String,
        description:
          'Plays as it is in ffmpeg, GStreamer and a VLC with live555: carries the token in its query.',
      },
      session_lease_seconds: {
        required: true,
        type: () => Number,
        description:
          'Seconds that a viewing session goes on without being renewed again (`POST /streams/sessions/renewal`). One that is\nnever renewed ends after the fixed time that the operator allows players of that kind.',
      },
      instant_picture: {
        required: true,
        type: () => Boolean,
        description:
          "Whether low-latency HLS has this stream's picture ready, so that it may be shown until WebRTC's first key frame: the\nsame token opens both, from one address.",
      },
      hls_session: {
        required: true,
        type: () => Boolean,
        description:
          'Whether the media server asks for the token only when HLS begins (MediaMTX v1.18.0 and later). Otherwise it asks for\nit on every playlist and segment: a player renews the token before it ends. False while that is not known.',
      },
      ice_servers: {
        required: true,
        type: () => [contracts.IceServer],
        description: 'For the peer connection; MediaMTX need not be asked for them.',
      },
      camera: { required: true, type: () => contracts.PitStream },
    }),
  ],
  [
    contracts.SystemInfo,
    () => ({
      version: { required: true, type: () => String, description: 'Version of this software.' },
      sample_data: {
        required: true,
        type: () => Boolean,
        description: 'Whether the sample workshop made on the first run is still there.',
      },
      media_server: { required: true, type: () => contracts.MediaServerInfo },
    }),
  ],
  [
    contracts.TestCameraRequest,
    () => ({
      kind: {
        required: false,
        description: '`pull` when absent. A camera that pushes is tested as it is set up only.',
        enum: ['pull', 'push'],
      },
      stream: {
        required: false,
        description: 'Which stream of the camera; `main` when absent.',
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
        description: 'down: who is at fault; unknown: who could not say; null for all others.',
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
        description: '1 to 120 visible characters or spaces, once in its workshop.',
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
        description: 'Of an edge: the IP address that its requests come from, as its origin sees it.',
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
        description: 'What people call the bay, 1 to 80 visible characters or spaces; null removes the name.',
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
          "Where the workshop's cameras may be: ranges such as `192.168.2.0/24`, or the word `public`, within CAMERA_NETWORKS.\nNull: all that CAMERA_NETWORKS allows. Cameras elsewhere are fetched no more.",
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
        description: 'Of the user, share link or API key; null when unknown.',
      },
      name: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'Their name then, kept after the account is gone; null when unknown.',
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
        description:
          'What carries it: `webrtc`, `hls`, `rtsp` or `playback`; the last one seen when a token carried two.',
      },
      address: {
        required: true,
        type: () => String,
        description: "The viewer's address, as the media server sees it.",
      },
      user_agent: {
        required: true,
        type: () => String,
        description:
          'What the client calls itself; empty before MediaMTX v1.19.0 and for clients that do not say.',
      },
      began_at: { required: true, type: () => String, description: 'ISO 8601 UTC.' },
      lease_until: {
        required: true,
        type: () => String,
        description: 'Until when it goes on unless it is renewed, ISO 8601 UTC.',
      },
      ended_at: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'ISO 8601 UTC; null while it goes on.',
      },
      end_reason: {
        required: true,
        nullable: true,
        description: 'Null while it goes on.',
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
        description: 'Name of whoever ended it; null when nobody did, or while it goes on.',
      },
      bytes_sent: {
        required: true,
        type: () => Number,
        description:
          'Bytes sent to the viewer so far; 0 for HLS up to MediaMTX v1.17.1, which does not tell.',
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
        description: 'For the next page; null on the last.',
      },
    }),
  ],
  [
    contracts.ViewingSessionQuery,
    () => ({
      pit_id: {
        required: false,
        type: () => Number,
        description: 'Of this pit only.',
        minimum: 1,
        maximum: 2147483647,
      },
      active: {
        required: false,
        description:
          '`true`: who watches now. Only sessions that the media server carries, and of one player only the newest, whatever\ntransports it tries. `false`: only those that have ended.',
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
        description: 'Until then the secret before signs too, ISO 8601 UTC.',
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
          "Where the workshop's cameras may be, as ranges such as `192.168.2.0/24`, or the word `public` for every public\naddress; never more than CAMERA_NETWORKS allows. Null: all that it allows.",
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
        description: 'For the next page; null on the last.',
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
        description: 'Where it is being moved to; null: nowhere.',
      },
      cameras: { required: true, type: () => Number, description: 'Pits with a camera.' },
      push_cameras: {
        required: true,
        type: () => Number,
        description:
          "Cameras that connect by themselves: after a move each must be given the other server's address.",
      },
      viewers: {
        required: true,
        type: () => Number,
        description:
          'Who watches now: a move disconnects them, and their players come back at the other server.',
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
        description: 'For the next page; null on the last.',
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
        'Sends the confirmation message again to unconfirmed recipients of an email channel, at most 3 times a day each.',
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
    get: { summary: "The pit's camera, without its secrets.", type: contracts.Camera },
    put: { summary: 'Sets the camera up, in place of the one before.', type: contracts.Camera },
    pause: {
      summary: 'Pauses or resumes the camera. Pausing disconnects whoever watches.',
      type: contracts.Camera,
    },
    delete: { summary: 'Takes the camera away, which disconnects whoever watches.' },
  }),
  CameraImportController: () => ({
    import: {
      summary:
        'Makes pits with their cameras from a table: all of its rows, or none and what is wrong with each.',
      type: contracts.CameraImport,
    },
  }),
  CameraPresetsController: () => ({
    list: { summary: 'Paths, ports and settings by brand.', type: contracts.CameraPresetList },
  }),
  CameraTestController: () => ({
    test: {
      summary:
        'Connects to a camera that is pulled, or looks at what arrives from one that pushes, and tells, step by step, what works, what does not and what to do about it. At most one test a\npit at a time, four altogether, and ten a minute for one person. Ends when the request does.',
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
    live: { summary: 'The process runs and answers. Restart it when this fails.', type: contracts.Health },
    ready: {
      summary: 'Everything that requests need is there. Send no requests while this fails.',
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
    list: { summary: 'Owners and staff, by id.', type: contracts.MemberList },
    create: { summary: 'Makes an account for somebody who works there.', type: contracts.Member },
  }),
  OnvifController: () => ({
    discover: {
      summary: "Searches this server's own network for cameras, for four seconds.",
      type: contracts.CameraDiscovery,
    },
    streams: { summary: 'Asks a camera for its streams. Saves nothing.', type: contracts.CameraStreams },
  }),
  PitHistoryController: () => ({
    read: {
      summary: 'Returns the outages, the uptime and a timeline of a pit, by default of the last day.',
      type: contracts.PitHistory,
    },
  }),
  PitsController: () => ({
    get: { summary: 'The pit with its camera and live state.', type: contracts.Pit },
    update: { summary: 'Renames the pit.', type: contracts.Pit },
    delete: { summary: 'Deletes the pit with its camera; whoever watches it is cut off.' },
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
      summary: 'Makes a new publish key for a camera that pushes, and shows it this once.',
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
    list: {
      summary: 'Lists the streams that exist now, live or stalled, by pit.',
      type: contracts.LiveStreamList,
    },
  }),
  SystemController: () => ({
    show: {
      summary:
        "Tells the software's version, whether there is sample data, and which media server is in use.",
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
    list: { summary: 'Pits by number, with their cameras and live state.', type: contracts.PitList },
    create: { summary: 'Adds a pit.', type: contracts.Pit },
  }),
  WorkshopsController: () => ({
    list: { summary: 'The workshops that the person may enter, by id.', type: contracts.WorkshopList },
    create: { summary: 'Makes a workshop.', type: contracts.Workshop },
    get: { summary: 'One workshop.', type: contracts.Workshop },
    update: { summary: 'Renames a workshop, and sets where its cameras may be.', type: contracts.Workshop },
    delete: { summary: 'Deletes a workshop that has no pits, and the accounts of its people.' },
  }),
};
