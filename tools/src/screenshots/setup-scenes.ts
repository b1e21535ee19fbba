// The setup of a pit's camera, step by step.
import type { Page } from 'playwright-core';
import type { Body, Scene } from './scene.ts';
import {
  answer,
  asRole,
  beneathPit,
  choose,
  inTurn,
  json,
  press,
  problem,
  says,
  silent,
  untilLive,
  withCamera,
} from './arrange.ts';
import {
  LOOPBACK_KEY,
  PUBLISH_KEY,
  pushing,
  REFUSED,
  TESTED,
  UNCONFIRMED_CERTIFICATE,
  WRONG_CERTIFICATE,
  WRONG_PASSWORD,
} from './camera-answers.ts';

const CAMERA = /\/api\/v1\/pits\/\d+\/camera$/;
const CAMERA_TEST = '**/camera/test';
const DISCOVERY = '**/camera-discovery';
const STREAMS = '**/camera-streams';

const setup = beneathPit('camera/new');
const byAddress = (address: string) =>
  inTurn(choose('I have an RTSP URL'), press('Continue'), async (page) => {
    await page.getByLabel('RTSP URL').fill(address);
    await page.getByLabel('RTSP URL').blur();
  });
const byBrand = inTurn(
  choose('Pull from an IP camera'),
  press('Continue'),
  choose('Hikvision, HiLook'),
  press('Continue'),
);
const toTest = inTurn(byAddress('rtsp://admin:secret@192.168.1.20/stream1'), press('Test the camera'));
const toSender = inTurn(choose('Publish from a camera or an encoder'), press('Continue'));
const toKey = (sender: string) =>
  inTurn(toSender, choose(sender), press('Create key'), says('shown only once'));
const arrangeKey = (key: Body) => async (page: Page) => {
  await withCamera(() => null)(page);
  await silent(page);
  await answer(page, CAMERA, json({ ...pushing({}), has_publish_key: false }));
  await answer(page, '**/publish-key', json(key, 201));
};

/** As in `SCENES`. */
export const SETUP_SCENES: readonly Scene[] = [
  { name: 'setup-connection', open: setup },
  {
    name: 'setup-replaces',
    arrange: withCamera(pushing),
    open: setup,
    act: choose('Pull from an IP camera'),
  },
  {
    name: 'setup-brand',
    open: setup,
    act: inTurn(choose('Pull from an IP camera'), press('Continue'), choose('Reolink')),
  },
  {
    name: 'setup-brand-failed',
    arrange: (page) => answer(page, '**/camera-presets', problem(500, 'internal-error')),
    open: setup,
    act: inTurn(choose('Pull from an IP camera'), press('Continue')),
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
      const camera = (host: string, name: string | null, pit_id: Body = null) => ({
        ...{ host, port: 80, tls: false, path: '/onvif/device_service' },
        ...{ name, model: 'DS-2CD2143G2', pit_id },
      });
      const items = [camera('192.168.1.20', 'Window side'), camera('192.168.1.21', null, 2)];
      await answer(page, DISCOVERY, json({ items }));
      const stream = (name: string, path: string, width: number, height: number, suits: Body) => ({
        ...{ name, path, width, height, suits },
        ...{ source: 'v1', tls: false, port: 554, codec: 'H264', frame_rate: 25 },
      });
      const streams = [
        stream('Main', '/Streaming/Channels/101', 2560, 1440, 'main'),
        stream('Sub', '/Streaming/Channels/102', 640, 360, 'sub'),
      ];
      await answer(page, STREAMS, json({ items: streams, fault: null, notices: [], next_cursor: null }));
    },
    open: setup,
    act: inTurn(byBrand, press('Find cameras on the network'), async (page) => {
      await page.getByText('Window side').click();
      await press('Find the streams of the camera')(page);
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
    act: inTurn(toTest, says('No usable video was received')),
  },
  {
    name: 'setup-certificate',
    arrange: (page) => answer(page, CAMERA_TEST, json(WRONG_CERTIFICATE)),
    open: setup,
    act: inTurn(
      byAddress('rtsps://192.168.1.20/stream1'),
      press('Test the camera'),
      says('Confirm certificate'),
    ),
  },
  {
    name: 'setup-certificate-first',
    arrange: (page) => answer(page, CAMERA_TEST, json(UNCONFIRMED_CERTIFICATE)),
    open: setup,
    act: inTurn(
      byAddress('rtsps://192.168.1.20/stream1'),
      press('Test the camera'),
      says('Certificate of the camera'),
    ),
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
      await page.getByText('No video yet').waitFor({ timeout: 15_000 });
      await press('Test the camera')(page);
    },
  },
  { name: 'setup-sender', open: setup, act: inTurn(toSender, choose('OBS Studio')) },
  { name: 'setup-key-esp32', arrange: arrangeKey(PUBLISH_KEY), open: setup, act: toKey('ESP32-CAM') },
  { name: 'setup-key-ffmpeg', arrange: arrangeKey(PUBLISH_KEY), open: setup, act: toKey('FFmpeg') },
  { name: 'setup-key-whip', arrange: arrangeKey(PUBLISH_KEY), open: setup, act: toKey('WHIP encoder') },
  { name: 'setup-key-loopback', arrange: arrangeKey(LOOPBACK_KEY), open: setup, act: toKey('FFmpeg') },
  {
    name: 'setup-key-refused',
    arrange: async (page) => {
      await arrangeKey(PUBLISH_KEY)(page);
      await answer(page, CAMERA_TEST, json(REFUSED));
    },
    open: setup,
    act: inTurn(toKey('Another camera'), press('Find out why no video arrives'), says('Refused at')),
  },
  {
    name: 'setup-key-kept',
    arrange: withCamera(pushing),
    open: beneathPit('camera/edit?step=key'),
    act: says('can’t be shown again'),
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
