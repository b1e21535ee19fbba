// Signing in, the public pages, and the choice of the workshop.
import type { Page } from 'playwright-core';
import type { Scene } from './scene.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, beneathPit, choose, goTo, inTurn, press, problem, REFRESH, says } from './arrange.ts';

const WORKSHOP = /\/api\/v1\/workshops\/\d+$/;
const CONFIRM = '**/api/v1/alert-recipients/confirmation';
const toWorkshop = inTurn(press('Workshop'), press('Rename or delete'));

/** Ends the sign-in in the middle of what is done on the page. */
const endSignIn = async (page: Page) => {
  await answer(page, REFRESH, problem(401, 'invalid-refresh-token'));
  await answer(page, '**/camera/test', problem(401, 'invalid-access-token'));
};

/** As in `SCENES`. */
export const SESSION_SCENES: readonly Scene[] = [
  { name: 'sign-in', visitor: true, open: goTo('/sign-in') },
  { name: 'sign-in-empty', visitor: true, open: goTo('/sign-in'), act: press('Sign in') },
  {
    name: 'sign-in-wrong',
    visitor: true,
    arrange: (page) => answer(page, '**/api/v1/auth/login', problem(401, 'wrong-credentials')),
    open: goTo('/sign-in?return=%2Fpits%2F1&ended='),
    act: async (page) => {
      await page.getByLabel('Email', { exact: true }).fill('someone@example.com');
      await page.getByLabel('Password', { exact: true }).fill('not this one');
      await press('Sign in')(page);
    },
  },
  {
    name: 'sign-in-forgot',
    visitor: true,
    open: goTo('/sign-in'),
    act: (page) => page.getByText('Forgot your password?').click(),
  },
  {
    name: 'sign-in-again',
    open: beneathPit('camera/new'),
    act: inTurn(choose('I have an RTSP URL'), press('Continue'), async (page) => {
      await page.getByLabel('RTSP URL').fill('rtsp://192.168.1.20/stream1');
      await endSignIn(page);
      await press('Test the camera')(page);
      await says('Your sign-in has ended')(page);
    }),
  },
  { name: 'help', visitor: true, open: goTo('/help') },
  { name: 'confirm-alerts', visitor: true, open: goTo('/confirm-alerts#a-link') },
  {
    name: 'confirm-alerts-failed',
    visitor: true,
    open: goTo('/confirm-alerts#a-link'),
    act: inTurn(press('Confirm address'), () => pause(800)),
  },
  {
    name: 'confirm-alerts-done',
    visitor: true,
    arrange: (page) => answer(page, CONFIRM, { status: 204 }),
    open: goTo('/confirm-alerts#a-link'),
    act: inTurn(press('Confirm address'), says('Your address is confirmed')),
  },
  {
    name: 'dialog-new-workshop',
    open: goTo('/pits'),
    act: async (page) => {
      await press('Workshop')(page);
      await press('New workshop')(page);
    },
  },
  { name: 'dialog-workshop', open: goTo('/pits'), act: toWorkshop },
  {
    name: 'dialog-delete-workshop',
    arrange: (page) => answer(page, WORKSHOP, problem(409, 'workshop-not-empty')),
    open: goTo('/pits'),
    act: inTurn(toWorkshop, press('Delete workshop'), async (page) => {
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete workshop' }).click();
      await says('still has pits')(page);
    }),
  },
];
