// The page of a pit, in every state.
import type { Page } from 'playwright-core';
import type { Body, Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import {
  answer,
  asRole,
  change,
  goTo,
  HISTORY,
  json,
  PIT,
  pitPage,
  press,
  problem,
  TOKEN,
  untilLive,
} from './arrange.ts';

/** History of a camera with outages, and with one hour of unknown status. */
function troubledHistory(days: number) {
  const [to, span] = [Date.now(), days * 86_400_000];
  const at = (part: Body) => new Date(to - span * (1 - part)).toISOString();
  const downs = [
    [0.12, 0.13],
    [0.41, 0.412],
    [0.44, 0.5],
    [0.83, 0.831],
    [0.86, 0.862],
    [0.985, 1],
  ];
  return {
    from: at(0),
    to: at(1),
    uptime_share: 0.9123,
    unknown_share: 0.042,
    down_seconds: Math.round(span * 0.0000875),
    media_server_down_seconds: 0,
    outage_count: downs.length,
    timeline: [
      { state: 'unknown', began_at: at(0) },
      { state: 'up', began_at: at(0.042) },
      ...downs.flatMap(([from = 0, until = 1]) => [
        { state: 'down', began_at: at(from) },
        ...(until < 1 ? [{ state: 'up', began_at: at(until) }] : []),
      ]),
    ],
    items: downs
      .map(([from = 0, until = 1], index) => ({
        kind: index % 3 === 1 ? 'stalled' : 'offline',
        began_at: at(from),
        ended_at: until < 1 ? at(until) : null,
      }))
      .reverse(),
    next_cursor: null,
  };
}
const openHistory = async (page: Page) => {
  await page.locator('ppf-history-card').scrollIntoViewIfNeeded();
  await pause(1500);
};

/** As in `SCENES`. */
export const PIT_SCENES: readonly Scene[] = [
  {
    name: 'pit',
    open: pitPage(1),
    act: async (page) => {
      await untilLive(page);
      await pause(3000);
    },
  },
  {
    name: 'pit-staff',
    arrange: (page) => asRole(page, 'staff'),
    open: pitPage(1),
    act: async (page) => {
      await untilLive(page);
      await pause(3000);
    },
  },
  ...(
    [
      ['', 1],
      ['-month', 30],
    ] as const
  ).map(([suffix, days]) => ({
    name: `pit-history${suffix}`,
    arrange: (page: Page) => answer(page, HISTORY, json(troubledHistory(days))),
    open: pitPage(1),
    act: async (page: Page) => {
      await untilLive(page);
      if (days > 1) await page.getByLabel(`${days} days`).check();
      await openHistory(page);
    },
  })),
  {
    name: 'pit-history-failed',
    arrange: (page) => answer(page, HISTORY, problem(500, 'internal-error')),
    open: pitPage(1),
    act: openHistory,
  },
  {
    name: 'pit-history-loading',
    arrange: (page) => page.route(HISTORY, () => undefined),
    open: pitPage(1),
    act: openHistory,
  },
  {
    name: 'pit-offline',
    arrange: async (page) => {
      const stream = {
        status: 'offline',
        since: new Date(Date.now() - 5_400_000).toISOString(),
        codec: null,
        profile: null,
        width: null,
        height: null,
        bits_per_second: null,
      };
      await change(page, PIT, (pit) => ({ ...pit, stream: { ...pit.stream, ...stream, readers: 0 } }));
      // Its time would say what is live.
      await page.route('**/api/v1/events', (route) => route.abort());
      await answer(page, /\/(whep|index\.m3u8)/, { status: 404, body: '' });
    },
    open: pitPage(2),
    act: () => pause(2500),
  },
  {
    name: 'pit-stale',
    arrange: (page) => page.route('**/api/v1/events', (route) => route.abort()),
    open: pitPage(1),
    act: async (page) => {
      await untilLive(page);
      await page.route(PIT, (route) => route.abort());
      await page.getByText(/Updates stopped \d/).waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'pit-reconnecting',
    arrange: (page) => page.route(/\/(whep|index\.m3u8)/, (route) => route.abort()),
    open: pitPage(2),
    act: () => pause(3500),
  },
  {
    name: 'pit-denied',
    arrange: (page) => answer(page, TOKEN, problem(403, 'forbidden')),
    open: pitPage(2),
    act: () => pause(1000),
  },
  {
    name: 'pit-no-camera',
    arrange: (page) => change(page, PIT, (pit) => ({ ...pit, camera: null })),
    open: pitPage(3),
  },
  {
    name: 'pit-failed',
    arrange: (page) => answer(page, PIT, problem(503, 'not-ready')),
    open: pitPage(3),
  },
  { name: 'pit-not-found', open: goTo('/pits/987654') },
  { name: 'dialog-rename', open: pitPage(1), act: press('Rename') },
  { name: 'dialog-delete-pit', open: pitPage(1), act: press('Delete pit') },
];
