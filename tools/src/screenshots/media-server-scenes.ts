// The operator's page of media servers. An installation of one machine has one: the others are answered for.
import type { Page } from 'playwright-core';
import type { Body, Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, asRole, change, goTo, json, press, problem } from './arrange.ts';

import { NOT_APPLIED } from './camera-answers.ts';

const SERVERS = /\/api\/v1\/media-servers\?/;
const WORKSHOPS = /\/api\/v1\/media-servers\/\d+\/workshops/;
const PLAN = /\/api\/v1\/media-servers\/\d+\/plan/;

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const NO_AGENT = {
  enrolled: false,
  code_expires_at: null,
  reported_at: null,
  connected: false,
  report: null,
};
const agent = (report: Body = {}, more: Body = {}) => ({
  enrolled: true,
  code_expires_at: null,
  reported_at: hoursAgo(0),
  connected: true,
  report: {
    protocol: 1,
    document_version: 'version-of-a-document',
    applied: true,
    owns_file: true,
    fault: null,
    settings_faults: [],
    refused: [],
    total_refused: 0,
    mediamtx_version: 'v1.20.1',
    disk_free_bytes: 12_300_000_000,
    disk_total_bytes: 49_900_000_000,
    ffmpeg_version: '7.1.3-0+deb13u1',
    ffmpeg_encodes_h264: true,
    ffmpeg_limits_redirects: true,
    ports: ['rtspAddress 8554'],
    ...report,
  },
  ...more,
});
const another = (id: number, name: string, more: Body = {}) => ({
  id,
  name,
  state: 'in-use',
  is_configured: false,
  paths_by: 'api',
  agent: NO_AGENT,
  api_url: `http://10.0.0.${id}:9997`,
  webrtc_url: `https://media${id}.example.org:8889`,
  hls_url: `https://media${id}.example.org:8888`,
  rtsp_url: `rtsp://media${id}.example.org:8554`,
  created_at: hoursAgo(900),
  health: { reachable: true, version: 'v1.20.1', since: hoursAgo(30), answered_at: hoursAgo(0) },
  workshops: 2,
  cameras: 14,
  live: 13,
  viewers: 5,
  edge_of: null,
  pulls_from: null,
  ...more,
});
const EMPTY = { workshops: 0, cameras: 0, live: 0, viewers: 0 };
const gone = { reachable: false, version: null, since: hoursAgo(1), answered_at: hoursAgo(1) };
const several = (page: Page) =>
  change(page, SERVERS, ({ items }) => ({
    items: [
      ...items,
      another(2, 'Hall south'),
      another(3, 'Old machine in the cellar of the main office', {
        state: 'draining',
        ...EMPTY,
      }),
      another(4, 'Kiel', { health: gone, live: 0, viewers: 0 }),
      another(5, 'Edge Frankfurt', { edge_of: 2, pulls_from: '10.0.0.5', ...EMPTY }),
    ],
    next_cursor: null,
  }));
const withAgents = (page: Page) =>
  change(page, SERVERS, () => ({
    items: [
      another(2, 'Hall south', {
        paths_by: 'file',
        agent: agent({
          total_refused: 1,
          refused: ['workshop-1/pit-2: value of source'],
          settings_faults: ['runOnInit is not permitted.'],
        }),
      }),
      another(3, 'Kiel', { paths_by: 'file', agent: agent({}, { connected: false }) }),
      another(4, 'Hamburg', { agent: agent() }),
      another(5, 'Rostock', { agent: { ...NO_AGENT, code_expires_at: hoursAgo(-1) } }),
    ],
    next_cursor: null,
  }));
const placed = (id: number, name: string, cameras: number, viewers: number) => ({
  workshop_id: id,
  workshop_name: name,
  media_server_id: 1,
  moving_to_id: null,
  cameras,
  push_cameras: 1,
  viewers,
});
const openDetails = async (page: Page) => {
  await page.locator('ppf-media-server-card summary').first().click();
  await pause(400);
};
const arrange = async (page: Page) => {
  await several(page);
  await answer(
    page,
    WORKSHOPS,
    json({ items: [placed(1, 'Rangier Street', 6, 3), placed(2, 'Harbour', 8, 0)], next_cursor: null }),
  );
  await answer(
    page,
    PLAN,
    json({
      media_server_id: 1,
      planned_at: hoursAgo(0),
      wanted: 14,
      total_changes: 1,
      disconnects_viewers: 2,
      not_applied: [{ path: 'workshop-1/pit-5', code: NOT_APPLIED.code, sentence: NOT_APPLIED.sentence }],
      changes: [
        {
          path: 'workshop-1/pit-2',
          action: 'change',
          reason: 'differs',
          fields: ['source'],
          disconnects_camera: true,
          disconnects_viewers: 2,
          postponed: false,
        },
      ],
    }),
  );
};

export const MEDIA_SERVER_SCENES: readonly Scene[] = [
  { name: 'servers-owner', arrange: (page) => asRole(page, 'owner'), open: goTo('/media-servers') },
  { name: 'servers', open: goTo('/media-servers'), act: () => pause(500) },
  {
    name: 'servers-capacity',
    open: goTo('/media-servers/capacity'),
    act: async (page) => {
      await page.getByLabel('Main stream', { exact: true }).fill('a lot');
      await page.getByLabel('Recorded pits').fill('12');
      await pause(500);
    },
  },
  { name: 'servers-several', arrange: several, open: goTo('/media-servers'), act: () => pause(500) },
  {
    name: 'servers-plan',
    arrange,
    open: goTo('/media-servers'),
    act: async (page) => {
      await openDetails(page);
      await press('Check now')(page);
      await pause(400);
    },
  },
  {
    name: 'servers-agents',
    arrange: withAgents,
    open: goTo('/media-servers'),
    act: async (page) => {
      for (const summary of await page.locator('ppf-media-server-card summary').all()) await summary.click();
      await pause(400);
    },
  },
  {
    name: 'servers-agent-code',
    arrange: async (page) => {
      await withAgents(page);
      const created = { code: 'Wm3mBGv9QSeYk0pF-uXz2A', expires_at: hoursAgo(-1) };
      await answer(page, /\/agent\/code$/, json(created));
    },
    open: goTo('/media-servers'),
    act: async (page) => {
      await openDetails(page);
      await press('Create enrolment code')(page);
      await pause(300);
    },
  },
  {
    name: 'servers-agent-revoke',
    arrange: withAgents,
    open: goTo('/media-servers'),
    act: async (page) => {
      await openDetails(page);
      await press('Revoke media agent')(page);
      await pause(300);
    },
  },
  {
    name: 'servers-move',
    arrange,
    open: goTo('/media-servers'),
    act: async (page) => {
      await openDetails(page);
      await press('Move Rangier Street')(page);
      await pause(300);
    },
  },
  {
    name: 'servers-add',
    open: goTo('/media-servers'),
    act: async (page) => {
      await press('Add server')(page);
      await pause(300);
    },
  },
  {
    name: 'servers-add-edge',
    arrange: several,
    open: goTo('/media-servers'),
    act: async (page) => {
      await press('Add server')(page);
      await page.locator('select').selectOption({ index: 1 });
      await pause(300);
    },
  },
  {
    name: 'servers-add-failed',
    open: goTo('/media-servers'),
    act: async (page) => {
      await press('Add server')(page);
      await page.getByLabel('Name').fill('Hall south');
      await page.getByLabel('Control API').fill('http://10.0.0.7:9997');
      await page.getByLabel('WebRTC').fill('https://media2.example.org:8889');
      await page.getByLabel('HLS').fill('https://media2.example.org:8888');
      await page.getByLabel('RTSP').fill('rtsp://media2.example.org:8554');
      await page.route('**/api/v1/media-servers', (route) => route.abort());
      await page.getByRole('dialog').getByRole('button', { name: 'Add server' }).click();
      await page.getByText('can’t be reached').waitFor();
    },
  },
  {
    name: 'servers-edit',
    arrange: several,
    open: goTo('/media-servers'),
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit' }).first().click();
      await pause(300);
    },
  },
  {
    name: 'servers-drain',
    arrange,
    open: goTo('/media-servers'),
    act: async (page) => {
      await page.getByRole('button', { name: 'Drain' }).first().click();
      await pause(500);
    },
  },
  {
    name: 'servers-edge',
    arrange: several,
    open: goTo('/media-servers'),
    act: async (page) => {
      const edge = page.locator('ppf-media-server-card').filter({ hasText: 'Edge Frankfurt' });
      await edge.locator('summary').click();
      await edge.scrollIntoViewIfNeeded();
      await pause(400);
    },
  },
  {
    name: 'servers-stale',
    arrange: several,
    open: goTo('/media-servers'),
    act: async (page) => {
      await pause(500);
      await page.unroute(SERVERS);
      await answer(page, SERVERS, problem(503, 'not-ready'));
      await page.getByText(/Updates stopped \d/).waitFor({ timeout: 20_000 });
    },
  },
  {
    name: 'servers-loading',
    arrange: (page) => page.route(SERVERS, () => undefined),
    open: goTo('/media-servers'),
    act: () => pause(500),
  },
  {
    name: 'servers-failed',
    arrange: (page) => answer(page, SERVERS, problem(503, 'not-ready')),
    open: goTo('/media-servers'),
  },
];
