// What scenes are made of: how the API is answered for, and what a person does.
import { setTimeout as pause } from 'node:timers/promises';

export const PITS = /\/api\/v1\/workshops\/\d+\/pits/;
export const PIT = /\/api\/v1\/pits\/\d+$/;
export const HISTORY = /\/api\/v1\/pits\/\d+\/history/;
export const TOKEN = '**/api/v1/streams/token';
export const SYSTEM = '**/api/v1/system';
export const REFRESH = '**/api/v1/auth/refresh';

export const problem = (status, code) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: `/api/docs/problems#${code}`, title: code, status, code }),
});
export const json = (body, status = 200) => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
export const answer = (page, url, what) => page.route(url, (route) => route.fulfill(what));
/** Lets the API answer, and changes what it said. */
export const change = (page, url, edit) =>
  page.route(url, async (route) => {
    const told = await route.fetch();
    await route.fulfill({ response: told, json: edit(await told.json()) });
  });
export const asRole = (page, role) =>
  change(page, REFRESH, (grant) => ({
    ...grant,
    user: { ...grant.user, role, workshop_id: grant.user.workshop_id ?? 1 },
  }));
export const goTo = (where) => (page) => page.goto(where);
export const untilLive = (page) =>
  page.locator('[data-state="live"]').first().waitFor({ state: 'attached', timeout: 20_000 });
export const allLive = async (page) => {
  await untilLive(page);
  await page
    .waitForFunction(() => !globalThis.document.querySelector('[data-state="connecting"]'), null, {
      timeout: 8_000,
    })
    .catch(() => undefined);
  await pause(1500);
};
export const press = (name) => (page) => page.getByRole('button', { name, exact: true }).click();
export const pitPage = (number) => async (page) => {
  await page.goto('/pits');
  await page.getByRole('link', { name: new RegExp(`\\bPit ${number}\\b`) }).click();
  await page.waitForURL(/\/pits\/\d+/);
};
export const withCamera = (edit) => (page) =>
  change(page, PIT, (pit) => ({ ...pit, camera: edit(pit.camera) }));
/** A page beneath that of pit 1. */
export const beneathPit = (path) => async (page) => {
  await page.goto('/pits');
  const pit = await page.getByRole('link', { name: /\bPit 1\b/ }).getAttribute('href');
  await page.goto(`${pit}/${path}`);
};
/** Chooses the answer whose name begins with this; its note belongs to the name too. */
export const choose = (label) => (page) => page.getByRole('radio', { name: new RegExp(`^${label}`) }).check();
export const says = (text) => (page) => page.getByText(text).first().waitFor();
/** Pits are offline. `edit` changes their camera. */
export const silent = async (page, edit = (camera) => camera) => {
  // What is told live would count more.
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
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };
