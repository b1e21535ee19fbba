// Generated from libs/contracts and the controllers by tools/write-openapi-metadata.mjs. Do not edit.
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
    contracts.Camera,
    () => ({
      kind: { required: true, enum: ['pull', 'push'] },
      tls: { required: true, type: () => Boolean, description: 'pull: RTSP over TLS (`rtsps`).' },
      host: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'pull: host name or address of the camera.',
      },
      port: {
        required: true,
        type: () => Number,
        nullable: true,
        description: 'pull: RTSP port, 1 to 65535.',
      },
      path: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'pull: what follows the port in the RTSP URL, with its leading slash.',
      },
      user: {
        required: true,
        type: () => String,
        nullable: true,
        description: 'pull: user name at the camera.',
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
        description: 'pull: fetched only while somebody watches.',
      },
      has_publish_key: {
        required: true,
        type: () => Boolean,
        description:
          'push: whether a publish key has been made; it is shown once, by `POST /pits/{id}/publish-key`.',
      },
    }),
  ],
  [
    contracts.CameraFields,
    () => ({
      url: {
        required: false,
        type: () => String,
        description:
          'pull: a whole RTSP URL, credentials included, instead of the single fields; taken apart and never kept as it is.\n`rtsp://` or `rtsps://`, at most 2000 characters (MediaMTX reads URLs of 2048 bytes: MediaMTX contract \u00A77).',
        maxLength: 2000,
      },
      tls: {
        required: false,
        type: () => Boolean,
        description: 'pull: RTSP over TLS (`rtsps`); false when absent.',
      },
      host: {
        required: false,
        type: () => String,
        description: 'pull: host name or address.',
        minLength: 1,
        maxLength: 253,
      },
      port: {
        required: false,
        type: () => Number,
        description: 'pull: 1 to 65535; 554 when absent (322 with `tls`).',
        minimum: 1,
        maximum: 65535,
      },
      path: {
        required: false,
        type: () => String,
        description: 'pull: with its leading slash, query included; `/` when absent.',
        maxLength: 1000,
        pattern: '^\\/[\\x21-\\x7e]*$',
      },
      user: {
        required: false,
        type: () => String,
        description: 'pull: user name at the camera, any characters.',
        maxLength: 100,
      },
      password: {
        required: false,
        type: () => String,
        description:
          'pull: password at the camera, any characters. Sealed at rest. Absent: the kept one stays if host, port and user stay.',
        maxLength: 200,
      },
      transport: {
        required: false,
        description: 'pull: `tcp` when absent.',
        enum: ['automatic', 'tcp', 'udp'],
      },
      on_demand: {
        required: false,
        type: () => Boolean,
        description: 'pull: fetch only while somebody watches; false when absent.',
      },
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
    }),
  ],
  [
    contracts.CameraTestFault,
    () => ({
      code: {
        required: true,
        enum: [
          'stalled',
          'unresolvable',
          'address-refused',
          'unreachable',
          'refused-connection',
          'tls-failed',
          'wrong-certificate',
          'silent',
          'hung-up',
          'not-rtsp',
          'unexpected-answer',
          'redirected',
          'password-needed',
          'wrong-password',
          'sign-in-unsupported',
          'forbidden',
          'wrong-path',
          'no-video',
          'too-many-viewers',
          'tcp-refused',
          'no-picture',
          'unsupported-codec',
          'no-key-frame',
          'b-frames',
          'long-key-frame-interval',
        ],
      },
      severity: { required: true, enum: ['error', 'warning'] },
      sentence: { required: true, type: () => String, description: 'What is wrong, in one sentence.' },
      fix: { required: true, type: () => String, description: 'What to do about it.' },
    }),
  ],
  [
    contracts.CameraTestStep,
    () => ({
      step: { required: true, enum: ['resolve', 'reach', 'options', 'describe', 'play', 'video'] },
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
        description: 'Frames a second, rounded.',
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
    contracts.CreateMediaServerRequest,
    () => ({
      name: {
        required: true,
        type: () => String,
        description: 'What operators call it, 1 to 60 characters; unique.',
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
    }),
  ],
  [
    contracts.CreateMemberRequest,
    () => ({
      email: {
        required: true,
        type: () => String,
        description: 'Signs in with it; unique over all workshops, without regard to case.',
        maxLength: 254,
        format: 'email',
      },
      display_name: {
        required: true,
        type: () => String,
        description: '1 to 120 characters.',
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
        description: 'What people call the bay, besides its number.',
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
        description: '1 to 120 characters.',
        minLength: 1,
        maxLength: 120,
      },
    }),
  ],
  [contracts.EndedEvent, () => ({ reason: { required: true, enum: ['access-ended', 'rights-changed'] } })],
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
    contracts.IssueStreamTokenRequest,
    () => ({
      pit_id: {
        required: true,
        type: () => Number,
        description: 'The pit to watch.',
        minimum: 1,
        maximum: 2147483647,
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
        description:
          'Who watches those streams now; up to v1.17.1 all HLS viewers of a stream count as one (MediaMTX contract \u00A74.1).',
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
      wanted: { required: true, type: () => Number, description: 'Paths that the cameras need, in all.' },
      changes: {
        required: true,
        type: () => [contracts.PathChange],
        description:
          'What differs, or differed: nothing when everything is as it should be. At most 1000 are told.',
      },
      total_changes: {
        required: true,
        type: () => Number,
        description: 'How many changes there are in all.',
      },
      disconnects_viewers: {
        required: true,
        type: () => Number,
        description: 'Viewers that all of them disconnect.',
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
      disconnects_publisher: {
        required: true,
        type: () => Boolean,
        description: 'Whether a camera is disconnected by it.',
      },
      disconnects_viewers: {
        required: true,
        type: () => Number,
        description: 'How many viewers are disconnected by it; their players come back.',
      },
      refused: {
        required: true,
        type: () => Boolean,
        description: 'After a run: the media server did not take it.',
      },
    }),
  ],
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
    contracts.PitRemovedEvent,
    () => ({
      pit_id: { required: true, type: () => Number },
      workshop_id: { required: true, type: () => Number },
    }),
  ],
  [
    contracts.PitStream,
    () => ({
      status: { required: true, enum: ['unknown', 'connecting', 'live', 'stalled', 'offline'] },
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
      readers: { required: true, type: () => Number, description: 'How many sessions read the path now.' },
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
          'camera-is-not-push',
          'camera-is-not-pull',
          'too-many-publish-keys',
          'camera-address-refused',
          'too-many-requests',
          'sign-in-busy',
          'not-ready',
          'internal-error',
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
    }),
  ],
  [contracts.PutCameraRequest, () => ({ kind: { required: true, enum: ['pull', 'push'] } })],
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
        description: 'Plays as it is in VLC and ffmpeg: carries the token in its query.',
      },
      session_lease_seconds: {
        required: true,
        type: () => Number,
        description: 'Seconds a viewing session goes on without being renewed.',
      },
      instant_picture: {
        required: true,
        type: () => Boolean,
        description:
          "Whether low-latency HLS has this stream's picture ready, so that it may be shown until WebRTC's first key frame: the\nsame token opens both, from one address.",
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
        description: '`pull` when absent; only such cameras can be tested.',
        enum: ['pull', 'push'],
      },
    }),
  ],
  [
    contracts.UpdateMediaServerRequest,
    () => ({
      name: {
        required: false,
        type: () => String,
        description: '1 to 60 characters; unique.',
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
    }),
  ],
  [
    contracts.UpdatePitRequest,
    () => ({
      name: {
        required: false,
        type: () => String,
        nullable: true,
        description: 'What people call the bay; null removes the name.',
        minLength: 1,
        maxLength: 80,
      },
    }),
  ],
  [contracts.UpdateWorkshopRequest, () => ({})],
  [
    contracts.Workshop,
    () => ({
      id: { required: true, type: () => Number },
      name: { required: true, type: () => String },
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

/** What is told of every controller's handlers, by class name. */
export const CONTROLLER_METADATA: Readonly<Record<string, () => object>> = {
  AccountController: () => ({
    me: { summary: 'Who is signed in.', type: contracts.SignedInUser },
    password: { summary: 'Changes the password and ends all other sign-ins of the same person.' },
  }),
  AuthController: () => ({
    login: { summary: 'Signs in; the refresh token comes as a cookie.', type: contracts.AccessTokenResponse },
    refresh: {
      summary: 'Gives a new access token for the refresh cookie, and replaces the cookie.',
      type: contracts.AccessTokenResponse,
    },
    logout: { summary: 'Signs out on this device. An access token that was given out ends by itself.' },
  }),
  CameraController: () => ({
    get: { summary: "The pit's camera, without its secrets.", type: contracts.Camera },
    put: { summary: 'Sets the camera up, in place of the one before.', type: contracts.Camera },
    delete: { summary: 'Takes the camera away.' },
    publishKey: {
      summary: 'Makes a new publish key for a camera that pushes, and shows it this once.',
      type: contracts.PublishKey,
    },
  }),
  CameraPresetsController: () => ({
    list: { summary: 'Paths, ports and settings by brand.', type: contracts.CameraPresetList },
  }),
  CameraTestController: () => ({
    test: {
      summary:
        'Connects to the camera and tells, step by step, what works, what does not and what to do about it. At most one test a\npit at a time, four altogether, and ten a minute for one person. Ends when the request does.',
      type: contracts.CameraTest,
    },
  }),
  EventsController: () => ({
    open: { summary: 'Tells what is live, and every change of it, until the access token ends.' },
  }),
  HealthController: () => ({
    live: { summary: 'The process runs and answers. Restart it when this fails.', type: contracts.Health },
    ready: {
      summary: 'Everything that requests need is there. Send no requests while this fails.',
      type: contracts.Health,
    },
  }),
  MembersController: () => ({
    list: { summary: 'Owners and staff, by id.', type: contracts.MemberList },
    create: { summary: 'Makes an account for somebody who works there.', type: contracts.Member },
  }),
  PitsController: () => ({
    get: { summary: 'The pit with its camera and live state.', type: contracts.Pit },
    update: { summary: 'Renames the pit.', type: contracts.Pit },
    delete: { summary: 'Deletes the pit with its camera; whoever watches it is cut off.' },
  }),
  StreamKeysController: () => ({
    show: {
      summary:
        'The public keys that tokens are checked by: `authJWTJWKS` of MediaMTX. For everybody; nothing in it is secret.',
    },
  }),
  StreamsController: () => ({
    issue: {
      summary: "Gives a token for one viewing session of a pit's stream, and the addresses to use it with.",
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
  WorkshopPitsController: () => ({
    list: { summary: 'Pits by number, with their cameras and live state.', type: contracts.PitList },
    create: { summary: 'Adds a pit.', type: contracts.Pit },
  }),
  WorkshopsController: () => ({
    list: { summary: 'The workshops that the person may enter, by id.', type: contracts.WorkshopList },
    create: { summary: 'Makes a workshop.', type: contracts.Workshop },
    get: { summary: 'One workshop.', type: contracts.Workshop },
    update: { summary: 'Renames a workshop.', type: contracts.Workshop },
    delete: { summary: 'Deletes a workshop that has no pits, and the accounts of its people.' },
  }),
};
