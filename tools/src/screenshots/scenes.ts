// Every page in every state that is stable. States that a healthy installation does not have come from replaced API
// responses; the scenes change no data.
import type { Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import {
  allLive,
  answer,
  asRole,
  change,
  goTo,
  json,
  PITS,
  press,
  problem,
  REFRESH,
  SYSTEM,
} from './arrange.ts';
import { ALERT_SCENES } from './alert-scenes.ts';
import { CAMERA_SCENES } from './camera-scenes.ts';
import { MEDIA_SERVER_SCENES } from './media-server-scenes.ts';
import { DIAGNOSIS_SCENES } from './diagnosis-scenes.ts';
import { IMPORT_SCENES } from './import-scenes.ts';
import { PIT_SCENES } from './pit-scenes.ts';
import { SESSION_SCENES } from './session-scenes.ts';
import { SETUP_SCENES } from './setup-scenes.ts';
import { WATCHING_SCENES } from './watching-scenes.ts';

/**
 * All scenes, in the order of the index.
 */
export const SCENES: readonly Scene[] = [
  {
    name: 'no-server',
    visitor: true,
    arrange: (page) => page.route(REFRESH, (route) => route.abort()),
    open: goTo('/pits'),
  },
  { name: 'pits', open: goTo('/pits'), act: allLive },
  {
    name: 'pits-nine',
    arrange: (page) =>
      change(page, PITS, ({ items }) => ({
        items: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({
          ...(items[number - 1] ?? items[0]),
          ...(items[number - 1] ? {} : { id: 9000 + number, camera: null }),
          number,
          name: number % 3 === 0 ? 'A bay with quite a long name that does not fit on a small tile' : null,
        })),
        next_cursor: null,
      })),
    open: goTo('/pits'),
    act: allLive,
  },
  {
    name: 'pits-loading',
    arrange: (page) => page.route(PITS, () => undefined),
    open: goTo('/pits'),
    act: () => pause(500),
  },
  {
    name: 'pits-empty',
    arrange: (page) => answer(page, PITS, json({ items: [], next_cursor: null })),
    open: goTo('/pits'),
  },
  {
    name: 'pits-empty-staff',
    arrange: async (page) => {
      await asRole(page, 'staff');
      await answer(page, PITS, json({ items: [], next_cursor: null }));
    },
    open: goTo('/pits'),
  },
  {
    name: 'pits-failed',
    arrange: (page) => answer(page, PITS, problem(500, 'internal-error')),
    open: goTo('/pits'),
  },
  {
    name: 'pits-stale',
    arrange: (page) => page.route('**/api/v1/events', (route) => route.abort()),
    open: goTo('/pits'),
    act: async (page) => {
      await allLive(page);
      await page.route(PITS, (route) => route.abort());
      await page.getByText(/Updates stopped \d/).waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'media-server-gone',
    arrange: async (page) => {
      await change(page, SYSTEM, (system) => ({
        ...system,
        media_server: { ...system.media_server, reachable: false },
      }));
      await answer(page, /\/(whep|index\.m3u8)/, { status: 502, body: '' });
    },
    open: goTo('/pits'),
    act: () => pause(3000),
  },
  {
    name: 'simulator',
    arrange: (page) =>
      change(page, SYSTEM, (system) => ({
        ...system,
        sample_data: true,
        media_server: { kind: 'simulator', version: 'v1.20.1', reachable: true },
      })),
    open: goTo('/pits'),
    act: async (page) => {
      await page.locator('summary').click();
      await allLive(page);
    },
  },
  {
    name: 'page-outdated',
    open: goTo('/pits'),
    act: async (page) => {
      await allLive(page);
      await page.route(/chunk-.*\.js$/, (route) => route.fulfill({ status: 404, body: '' }));
      await page.getByRole('link', { name: 'Alerts' }).click();
      await page.getByText('was updated').waitFor();
    },
  },
  { name: 'menu-account', open: goTo('/pits'), act: press('Account') },
  { name: 'menu-workshops', open: goTo('/pits'), act: press('Workshop') },
  { name: 'dialog-add-pit', open: goTo('/pits'), act: press('Add pit') },
  {
    name: 'dialog-add-pit-failed',
    open: goTo('/pits'),
    act: async (page) => {
      await press('Add pit')(page);
      await page.route(PITS, (route) => route.abort());
      await page.getByRole('dialog').getByRole('button', { name: 'Add pit' }).click();
      await page.getByText('can’t be reached').waitFor();
    },
  },
  ...SESSION_SCENES,
  ...PIT_SCENES,
  ...SETUP_SCENES,
  ...CAMERA_SCENES,
  ...IMPORT_SCENES,
  ...WATCHING_SCENES,
  ...DIAGNOSIS_SCENES,
  ...MEDIA_SERVER_SCENES,
  ...ALERT_SCENES,
  { name: 'account', open: goTo('/account') },
  {
    name: 'account-wrong-password',
    arrange: (page) => answer(page, '**/api/v1/auth/password', problem(403, 'wrong-password')),
    open: goTo('/account'),
    act: async (page) => {
      await page.getByLabel('Current password').fill('not this one');
      await page.getByLabel('New password').fill('a few words more');
      await press('Change password')(page);
      await page.getByText('password is wrong').waitFor();
    },
  },
  { name: 'page-not-found', open: goTo('/no-such-page') },
];
