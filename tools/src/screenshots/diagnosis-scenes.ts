// What is wrong with a pit: while it is looked for, and what was found.
import type { Page } from 'playwright-core';
import type { Body, Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, json, pitPage, TOKEN, problem, untilLive } from './arrange.ts';

const DIAGNOSIS = /\/api\/v1\/pits\/\d+\/diagnosis/;
const STEPS = ['camera', 'sign-in', 'video', 'media-server', 'hook', 'stream', 'webrtc', 'browser'];

const ask = async (page: Page) => {
  await page.locator('ppf-troubleshooting-card').getByRole('button', { name: 'Troubleshoot' }).click();
  await page.getByRole('button', { name: 'Check again' }).waitFor();
};
const fault = (code: string, sentence: string, fix: string, severity = 'error') => ({
  code,
  severity,
  sentence,
  fix,
});
const UDP = fault(
  'udp-blocked',
  'The network lets no WebRTC media through.',
  'Open port 8189 (UDP) to the media server in every firewall and in Docker, or set webrtcLocalTCPAddress or a TURN server where UDP is not allowed.',
);
const LONG = fault(
  'long-key-frame-interval',
  'The camera sends a complete picture (key frame) too seldom, so viewers wait for the first one.',
  'Set the key frame interval (I-frame interval, GOP) in the camera to one second, and turn off “smart codec”, “H.264+” and similar settings.',
  'warning',
);
const found = (verdict: Body, more: Body) => ({
  at: new Date().toISOString(),
  verdict,
  steps: STEPS.map((step, at) => ({
    step,
    state: 'ok',
    ms: 12 * at * at + 4,
    fault: null,
    detail: null,
    ...more[step],
  })),
});
const BLOCKED = found(UDP, {
  video: { fault: LONG },
  'media-server': { detail: 'MediaMTX v1.20.1' },
  stream: { detail: 'It is pulled', ms: null },
  webrtc: { state: 'fault', fault: UDP, detail: 'UDP port 8189, 0 additional hosts, 0 ICE servers' },
  browser: { state: 'not-reached', ms: null },
});

export const DIAGNOSIS_SCENES: readonly Scene[] = [
  {
    name: 'pit-diagnosis-well',
    open: pitPage(1),
    act: async (page) => (await untilLive(page), await ask(page), pause(9000)),
  },
  {
    name: 'pit-diagnosis-fault',
    arrange: (page) => answer(page, DIAGNOSIS, json(BLOCKED)),
    open: pitPage(1),
    act: async (page) => (await ask(page), pause(500)),
  },
  {
    name: 'pit-diagnosis-walking',
    arrange: (page) => page.route(DIAGNOSIS, () => undefined),
    open: pitPage(1),
    act: async (page) => (await ask(page), pause(500)),
  },
  {
    name: 'pit-diagnosis-offered',
    arrange: (page) => answer(page, TOKEN, problem(429, 'pit-viewers-full')),
    open: pitPage(2),
    act: () => pause(1500),
  },
];
