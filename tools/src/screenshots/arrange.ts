// Building blocks of scenes: replaced API responses, and steps on a page.
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { permissionsOf } from '../../../libs/contracts/src/auth/permission-table.ts';
import type { Role } from '../../../libs/contracts/src/auth/role.ts';
import type { Act, Body } from './scene.ts';

/** A response that replaces that of the API. */
export interface Reply {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

type Url = string | RegExp;

export const PITS = /\/api\/v1\/workshops\/\d+\/pits/;
export const PIT = /\/api\/v1\/pits\/\d+$/;
export const HISTORY = /\/api\/v1\/pits\/\d+\/history/;
export const TOKEN = '**/api/v1/streams/token';
export const SYSTEM = '**/api/v1/system';
export const REFRESH = '**/api/v1/auth/refresh';

export const problem = (status: number, code: string): Reply => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: `/api/docs/problems#${code}`, title: code, status, code }),
});
export const json = (body: Body, status = 200): Reply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
/** Replaces the response of the API. */
export const answer = (page: Page, url: Url, reply: Reply) =>
  page.route(url, (route) => route.fulfill({ ...reply }));
/** Changes the body of the response of the API. */
export const change = (page: Page, url: Url, edit: (body: Body) => Body) =>
  page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: edit(await response.json()) });
  });
export const asRole = (page: Page, role: Role) =>
  change(page, REFRESH, (grant) => ({
    ...grant,
    user: {
      ...grant.user,
      role,
      permissions: permissionsOf(role),
      workshop_id: grant.user.workshop_id ?? 1,
    },
  }));
export const goTo = (where: string) => (page: Page) => page.goto(where);
export const untilLive = (page: Page) =>
  page.locator('[data-state="live"]').first().waitFor({ state: 'attached', timeout: 20_000 });
export const allLive = async (page: Page) => {
  await untilLive(page);
  await page
    .waitForFunction(() => !globalThis.document.querySelector('[data-state="connecting"]'), null, {
      timeout: 8_000,
    })
    .catch(() => undefined);
  await pause(1500);
};
export const press = (name: string) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).click();
export const pitPage = (number: number) => async (page: Page) => {
  await page.goto('/pits');
  await page.getByRole('link', { name: new RegExp(`\\bPit ${number}\\b`) }).click();
  await page.waitForURL(/\/pits\/\d+/);
};
export const withCamera = (edit: (camera: Body) => Body) => (page: Page) =>
  change(page, PIT, (pit) => ({ ...pit, camera: edit(pit.camera) }));
/** Opens a page below that of pit 1. */
export const beneathPit = (path: string) => async (page: Page) => {
  await page.goto('/pits');
  const pit = await page.getByRole('link', { name: /\bPit 1\b/ }).getAttribute('href');
  await page.goto(`${pit}/${path}`);
};
/** Selects the radio button whose name begins with `label`; the name includes its note. */
export const choose = (label: string) => (page: Page) =>
  page.getByRole('radio', { name: new RegExp(`^${label}`) }).check();
export const says = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor();
/** Shows pits as offline. @param edit Changes their camera. */
export const silent = async (page: Page, edit = (camera: Body): Body => camera) => {
  // Live events would have precedence.
  await page.route('**/api/v1/events', () => undefined);
  const stream = { status: 'offline', since: new Date(Date.now() - 60_000).toISOString(), readers: 0 };
  await change(page, PIT, (pit) => ({
    ...pit,
    camera: edit(pit.camera),
    stream: { ...pit.stream, ...stream },
  }));
  await answer(page, /\/(whep|index\.m3u8)/, { status: 404, body: '' });
};
export const inTurn =
  (...acts: readonly Act[]) =>
  async (page: Page) => {
    for (const act of acts) await act(page);
  };
