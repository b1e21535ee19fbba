// Viewers of a pit, and the page of a viewer whose viewing session was ended.
import type { Page } from 'playwright-core';
import type { Body, Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, json, pitPage, problem, TOKEN, untilLive } from './arrange.ts';

const WATCHING = /\/api\/v1\/streams\/sessions\?/;

const viewing = (
  id: number,
  viewer: Body,
  protocol: string,
  address: string,
  minutes: number,
  bytes_sent: number,
) => ({
  ...{ id, viewer, protocol, address, bytes_sent },
  ...{ workshop_id: 1, pit_id: 1, path: 'workshop-1/pit-1', user_agent: '' },
  began_at: new Date(Date.now() - minutes * 60_000).toISOString(),
  lease_until: new Date(Date.now() + 60_000).toISOString(),
  ...{ ended_at: null, end_reason: null, ended_by: null },
});
const VIEWERS = [
  viewing(3, { kind: 'user', id: 2, name: 'Anna Kowalska' }, 'webrtc', '192.168.1.34', 4, 31_400_000),
  viewing(2, { kind: 'unknown', id: null, name: null }, 'rtsp', '192.168.1.90', 190, 1_830_000_000),
  viewing(1, { kind: 'user', id: 3, name: 'Bay tablet by the door' }, 'hls', '192.168.1.51', 0.3, 0),
];
const watchedBy = (items: Body) => (page: Page) => answer(page, WATCHING, json({ items, next_cursor: null }));
const viewingEnded = (cause: Body) => {
  const answered = problem(403, 'viewing-ended');
  const ending = { cause, at: '2026-01-01T14:02:00Z' };
  return { ...answered, body: JSON.stringify({ ...JSON.parse(answered.body ?? ''), ending }) };
};

export const WATCHING_SCENES: readonly Scene[] = [
  { name: 'pit-watching', arrange: watchedBy(VIEWERS), open: pitPage(1), act: untilLive },
  { name: 'pit-watching-empty', arrange: watchedBy([]), open: pitPage(1), act: untilLive },
  {
    name: 'pit-watching-failed',
    arrange: (page) => answer(page, WATCHING, problem(500, 'internal-error')),
    open: pitPage(1),
    act: untilLive,
  },
  {
    name: 'dialog-end-viewing',
    arrange: watchedBy(VIEWERS),
    open: pitPage(1),
    act: async (page) => {
      await page.getByRole('button', { name: /^End the viewing session of Anna/ }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'pit-ended',
    arrange: (page) => answer(page, TOKEN, viewingEnded('ended-by-owner')),
    open: pitPage(2),
    act: () => pause(1000),
  },
  {
    name: 'pit-full',
    arrange: (page) => answer(page, TOKEN, problem(429, 'pit-viewers-full')),
    open: pitPage(2),
    act: () => pause(1000),
  },
];
