// The page of a pit's camera.
import type { Page } from 'playwright-core';
import type { Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import {
  answer,
  asRole,
  beneathPit,
  inTurn,
  json,
  PIT,
  press,
  problem,
  says,
  silent,
  untilLive,
  withCamera,
} from './arrange.ts';
import { NO_KEY_FRAME, NOT_APPLIED, pushing, TESTED, TESTED_LIVE } from './camera-answers.ts';

const CAMERA_TEST = '**/camera/test';

const notApplied = (page: Page) => silent(page, (camera) => ({ ...camera, not_applied: NOT_APPLIED }));

/** As in `SCENES`. */
export const CAMERA_SCENES: readonly Scene[] = [
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
  {
    name: 'camera-paused-redirects',
    arrange: withCamera((camera) => ({ ...camera, paused: true, pause_reason: 'redirects' })),
    open: beneathPit('camera'),
  },
  {
    name: 'camera-not-applied',
    arrange: notApplied,
    open: beneathPit('camera'),
  },
  {
    name: 'camera-moved',
    arrange: (page) =>
      silent(page, (camera) => ({
        ...pushing(camera),
        publish_address_changed_at: new Date().toISOString(),
      })),
    open: beneathPit('camera'),
    act: says('Its address changed'),
  },
  {
    name: 'pit-not-applied',
    arrange: notApplied,
    open: beneathPit(''),
    act: says('Viewers'),
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
    name: 'camera-tested-live',
    arrange: (page) => answer(page, CAMERA_TEST, json(TESTED_LIVE)),
    open: beneathPit('camera'),
    act: inTurn(press('Test now'), says('The camera is live')),
  },
  {
    name: 'camera-tested-playing',
    arrange: (page) => answer(page, CAMERA_TEST, json(NO_KEY_FRAME)),
    open: beneathPit('camera'),
    act: inTurn(untilLive, press('Test now'), says('The video plays here')),
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
    name: 'pit-paused-redirects',
    arrange: withCamera((camera) => ({ ...camera, paused: true, pause_reason: 'redirects' })),
    open: beneathPit(''),
  },
  {
    name: 'pit-paused',
    arrange: withCamera((camera) => ({ ...camera, paused: true })),
    open: beneathPit(''),
  },
];
