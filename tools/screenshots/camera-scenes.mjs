// The pages of a pit's camera, its setup step by step, and the import of many.
import { setTimeout as pause } from 'node:timers/promises';
import { answer, asRole, change, json, PIT, press, problem, untilLive } from './arrange.mjs';

const CAMERA = /\/api\/v1\/pits\/\d+\/camera$/;
const CAMERA_TEST = '**/camera/test';
const DISCOVERY = '**/camera-discovery';
const STREAMS = '**/camera-streams';
const IMPORT = '**/cameras/import';
const FINGERPRINT = '3fa1c09b77d24e58'.repeat(4);
const AT = 'cameras.example.com:8554/workshop-1/pit-1';
const KEY = 'b8Zk0vN2w8q7b1ExampleOnly';

const step = (name, ms, fault = null) => ({ step: name, ok: fault?.severity !== 'error', ms, fault });
const NOTHING = {
  video: null,
  snapshot_jpeg: null,
  snapshot_gap: null,
  tls_fingerprint: null,
  refusal: null,
};
const TESTED = {
  ...NOTHING,
  ok: true,
  steps: [
    step('resolve', 0),
    step('reach', 3),
    step('options', 41),
    step('describe', 96),
    step('play', 120),
    step('video', 6000, {
      code: 'long-key-frame-interval',
      severity: 'warning',
      sentence:
        'The camera sends a complete picture (key frame) too seldom, so viewers wait for the first one.',
      fix: 'Set the I-frame interval (key frame, GOP) in the camera to one second, and switch off “smart codec”, “H.264+” and the like.',
    }),
  ],
  video: {
    codec: 'H264',
    profile: 'Main',
    level: '4.0',
    width: 1920,
    height: 1080,
    frame_rate: 25,
    bitrate: 2_140_000,
    key_frame_interval_ms: 4000,
    b_frames: false,
    watched_ms: 6000,
  },
  snapshot_gap: {
    code: 'no-ffmpeg',
    sentence: 'This server has no FFmpeg, which makes the snapshot. The test itself does not need it.',
  },
};
const fault = (code, sentence, fix) => ({ code, severity: 'error', sentence, fix });
const WRONG_PASSWORD = {
  ...NOTHING,
  ok: false,
  steps: [
    step('resolve', 0),
    step('reach', 3),
    step('options', 41),
    step(
      'describe',
      96,
      fault(
        'wrong-password',
        'The camera does not accept this user and password.',
        'Check both in the camera’s app. After several wrong tries, many cameras lock for some minutes: wait before you try again.',
      ),
    ),
  ],
};
const WRONG_CERTIFICATE = {
  ...NOTHING,
  ok: false,
  tls_fingerprint: FINGERPRINT,
  steps: [
    step('resolve', 0),
    step(
      'reach',
      12,
      fault(
        'wrong-certificate',
        'The camera’s certificate is not the one that was confirmed for it.',
        'If the camera was reset or replaced, confirm its new certificate; if not, find out which device is at this address.',
      ),
    ),
  ],
};
const REFUSED = {
  ...NOTHING,
  ok: false,
  steps: [
    step('key', 1),
    step(
      'arrival',
      5000,
      fault(
        'publishing-refused',
        'Somebody tries to send, and is refused.',
        'Set the newest key at the sender.',
      ),
    ),
  ],
  refusal: {
    at: '2026-11-23T09:12:00Z',
    sentence: 'The key is not the one of this pit.',
    address: '192.168.1.77',
    protocol: 'rtsp',
  },
};
const PUBLISH_KEY = {
  user: 'pit-1',
  key: KEY,
  publish_url: `rtsp://pit-1:${KEY}@${AT}`,
  publish_url_with_query: `rtsp://${AT}?token=${KEY}`,
  sub_publish_url: null,
  sub_publish_url_with_query: null,
};
const pushing = (camera) => ({
  ...camera,
  kind: 'push',
  feed: null,
  host: null,
  user: null,
  has_password: false,
  allow_list: ['192.168.2.0/24'],
  has_publish_key: true,
  publish_address: `rtsp://${AT}`,
});
const IMPORTED = ['create-pit', 'create-pit', 'set-camera', 'replace-camera'].map((action, at) => ({
  line: at + 2,
  number: at + 1,
  action,
  pit_id: null,
  errors: [],
}));

const withCamera = (edit) => (page) => change(page, PIT, (pit) => ({ ...pit, camera: edit(pit.camera) }));
const silent = async (page) => {
  // What is told live would count more.
  await page.route('**/api/v1/events', () => undefined);
  const stream = { status: 'offline', since: new Date(Date.now() - 60_000).toISOString(), readers: 0 };
  await change(page, PIT, (pit) => ({ ...pit, stream: { ...pit.stream, ...stream } }));
  await answer(page, /\/(whep|index\.m3u8)/, { status: 404, body: '' });
};
/** A page beneath that of pit 1. */
const beneathPit = (path) => async (page) => {
  await page.goto('/pits');
  const pit = await page.getByRole('link', { name: /\bPit 1\b/ }).getAttribute('href');
  await page.goto(`${pit}/${path}`);
};
const setup = beneathPit('camera/new');
const choose = (label) => (page) => page.getByRole('radio', { name: label }).check();
const says = (text) => (page) => page.getByText(text).first().waitFor();
const inTurn =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };
const byAddress = (address) =>
  inTurn(choose('I have its RTSP address'), press('Continue'), async (page) => {
    await page.getByLabel('RTSP address').fill(address);
    await page.getByLabel('RTSP address').blur();
  });
const byBrand = inTurn(
  choose('We fetch it from an IP camera'),
  press('Continue'),
  choose('Hikvision, HiLook'),
  press('Continue'),
);
const toTest = inTurn(byAddress('rtsp://admin:secret@192.168.1.20/stream1'), press('Test the camera'));
const toSender = inTurn(choose('A camera or an encoder sends it'), press('Continue'));
const toKey = (sender) => inTurn(toSender, choose(sender), press('Make the key'), says('shown this once'));
const arrangeKey = async (page) => {
  await withCamera(() => null)(page);
  await silent(page);
  await answer(page, CAMERA, json({ ...pushing({}), has_publish_key: false }));
  await answer(page, '**/publish-key', json(PUBLISH_KEY, 201));
};
const giveTable = (page) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'pits.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('number,url\n1,rtsp://cam/s\n'),
  });

const SETUP_SCENES = [
  { name: 'setup-connection', open: setup },
  {
    name: 'setup-replaces',
    arrange: withCamera(pushing),
    open: setup,
    act: choose('We fetch it from an IP camera'),
  },
  {
    name: 'setup-brand',
    open: setup,
    act: inTurn(choose('We fetch it from an IP camera'), press('Continue'), choose('Reolink')),
  },
  {
    name: 'setup-brand-failed',
    arrange: (page) => answer(page, '**/camera-presets', problem(500, 'internal-error')),
    open: setup,
    act: inTurn(choose('We fetch it from an IP camera'), press('Continue')),
  },
  {
    name: 'setup-address',
    open: setup,
    act: byAddress('rtsp://admin:p@ss/w?rd#1@192.168.29.64:554/stream1'),
  },
  { name: 'setup-address-empty', open: setup, act: inTurn(byBrand, press('Test the camera')) },
  {
    name: 'setup-address-found',
    arrange: async (page) => {
      const camera = (host, name, pit_id = null) => ({ host, port: 80, name, model: 'DS-2CD2143G2', pit_id });
      const items = [camera('192.168.1.20', 'Window side'), camera('192.168.1.21', null, 2)];
      await answer(page, DISCOVERY, json({ items }));
      const stream = (name, path, width, height, suits) => ({
        ...{ name, path, width, height, suits },
        ...{ port: 554, codec: 'H264', frame_rate: 25 },
      });
      const streams = [
        stream('Main', '/Streaming/Channels/101', 2560, 1440, 'main'),
        stream('Sub', '/Streaming/Channels/102', 640, 360, 'sub'),
      ];
      await answer(page, STREAMS, json({ items: streams, fault: null }));
    },
    open: setup,
    act: inTurn(byBrand, press('Find cameras in the network'), async (page) => {
      await page.getByText('Window side').click();
      await press('Ask the camera for its streams')(page);
      await page.getByText('2560 × 1440').click();
    }),
  },
  {
    name: 'setup-address-advanced',
    open: setup,
    act: inTurn(byAddress('rtsps://192.168.1.20/stream1'), (page) => page.getByText('Advanced').click()),
  },
  {
    name: 'setup-testing',
    arrange: (page) => page.route(CAMERA_TEST, () => undefined),
    open: setup,
    act: toTest,
  },
  {
    name: 'setup-tested',
    // The API lets one test a camera at a time, and ten a minute.
    arrange: (page) => answer(page, CAMERA_TEST, json(TESTED)),
    open: setup,
    act: inTurn(toTest, says('The camera works')),
  },
  {
    name: 'setup-test-failed',
    arrange: (page) => answer(page, CAMERA_TEST, json(WRONG_PASSWORD)),
    open: setup,
    act: inTurn(toTest, says('cannot be seen')),
  },
  {
    name: 'setup-certificate',
    arrange: (page) => answer(page, CAMERA_TEST, json(WRONG_CERTIFICATE)),
    open: setup,
    act: inTurn(byAddress('rtsps://192.168.1.20/stream1'), press('Test the camera'), says('Trust this')),
  },
  {
    name: 'setup-picture',
    open: beneathPit('camera/edit?step=picture'),
    act: inTurn(untilLive, says('is live.')),
  },
  {
    name: 'setup-picture-late',
    arrange: async (page) => {
      await silent(page);
      await answer(page, CAMERA_TEST, json(WRONG_PASSWORD));
    },
    open: beneathPit('camera/edit?step=picture'),
    act: async (page) => {
      await page.getByText('No picture yet').waitFor({ timeout: 15_000 });
      await press('Test the camera')(page);
    },
  },
  { name: 'setup-sender', open: setup, act: inTurn(toSender, choose('OBS Studio')) },
  { name: 'setup-key-esp32', arrange: arrangeKey, open: setup, act: toKey('ESP32-CAM') },
  { name: 'setup-key-ffmpeg', arrange: arrangeKey, open: setup, act: toKey('FFmpeg') },
  {
    name: 'setup-key-refused',
    arrange: async (page) => {
      await arrangeKey(page);
      await answer(page, CAMERA_TEST, json(REFUSED));
    },
    open: setup,
    act: inTurn(toKey('Another camera'), press('Why does nothing arrive?'), says('Refused at')),
  },
  {
    name: 'setup-key-kept',
    arrange: withCamera(pushing),
    open: beneathPit('camera/edit?step=key'),
    act: says('cannot be shown again'),
  },
  {
    name: 'setup-leave',
    open: setup,
    act: inTurn(byAddress('192.168.1.20'), (page) =>
      page.getByRole('link', { name: /^Back to the/ }).click(),
    ),
  },
  { name: 'setup-staff', arrange: (page) => asRole(page, 'staff'), open: setup },
];

const PAGE_SCENES = [
  { name: 'camera', open: beneathPit('camera'), act: untilLive },
  {
    name: 'camera-staff',
    arrange: (page) => asRole(page, 'staff'),
    open: beneathPit('camera'),
    act: untilLive,
  },
  { name: 'camera-push', arrange: withCamera(pushing), open: beneathPit('camera'), act: untilLive },
  {
    name: 'camera-paused',
    arrange: withCamera((camera) => ({ ...camera, paused: true })),
    open: beneathPit('camera'),
  },
  { name: 'camera-none', arrange: withCamera(() => null), open: beneathPit('camera') },
  {
    name: 'camera-loading',
    arrange: (page) => page.route(PIT, () => undefined),
    open: beneathPit('camera'),
    act: () => pause(500),
  },
  {
    name: 'camera-failed',
    arrange: (page) => answer(page, PIT, problem(503, 'not-ready')),
    open: beneathPit('camera'),
  },
  {
    name: 'camera-tested',
    arrange: (page) => answer(page, CAMERA_TEST, json(TESTED)),
    open: beneathPit('camera'),
    act: inTurn(press('Test now'), says('The camera works')),
  },
  {
    name: 'dialog-pause',
    arrange: (page) => answer(page, '**/camera/usage', json({ viewers: 2, is_sending: true })),
    open: beneathPit('camera'),
    act: press('Pause'),
  },
  {
    name: 'dialog-remove-camera',
    arrange: (page) => answer(page, '**/camera/usage', json({ viewers: 2, is_sending: true })),
    open: beneathPit('camera'),
    act: press('Remove camera'),
  },
  {
    name: 'pit-paused',
    arrange: withCamera((camera) => ({ ...camera, paused: true })),
    open: beneathPit(''),
  },
];

const IMPORT_SCENES = [
  {
    name: 'import',
    open: (page) => page.goto('/pits/import'),
    act: (page) => page.getByText('Columns').click(),
  },
  {
    name: 'import-checked',
    arrange: (page) => answer(page, IMPORT, json({ done: false, errors: [], rows: IMPORTED })),
    open: (page) => page.goto('/pits/import'),
    act: inTurn(giveTable, says('all of them right')),
  },
  {
    name: 'import-faults',
    arrange: (page) => {
      const errors = [
        { column: 'url', message: 'must be like rtsp://user:password@host:554/path' },
        { column: 'number', message: 'is in another row too' },
      ];
      const rows = IMPORTED.map((row, at) => (at === 1 ? { ...row, action: null, errors } : row));
      return answer(page, IMPORT, json({ done: false, errors: [], rows }));
    },
    open: (page) => page.goto('/pits/import'),
    act: inTurn(giveTable, says('cannot be imported')),
  },
  {
    name: 'import-done',
    arrange: (page) =>
      answer(
        page,
        IMPORT,
        json({ done: true, errors: [], rows: IMPORTED.map((row) => ({ ...row, pit_id: row.number })) }),
      ),
    open: (page) => page.goto('/pits/import'),
    act: inTurn(giveTable, says('imported.')),
  },
  {
    name: 'import-staff',
    arrange: (page) => asRole(page, 'staff'),
    open: (page) => page.goto('/pits/import'),
  },
];

/** As in `SCENES`. */
export const CAMERA_SCENES = [...SETUP_SCENES, ...PAGE_SCENES, ...IMPORT_SCENES];
