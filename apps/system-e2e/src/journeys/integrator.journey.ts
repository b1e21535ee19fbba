import { expect, test } from './fixtures';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startIntegratorsSite, type IntegratorsSite } from '../guides/integrators-site';
import { runShell } from '../guides/run-shell';
import { takeFromPages } from '../guides/take-from-pages';
import { findProgram } from '../proxies/proxy';
import { visit } from '../pages/browser';
import { waitFor } from '@ppf/testing';
import { type World, untilLive, viewersOf } from './world';

const GUIDE = 'docs/guides/integrating.md';
const SHELL = ['sign-in', 'token', 'rtsp', 'hls', 'tokens', 'sessions', 'events'];

// Runs all commands and code of docs/guides/integrating.md unchanged. The last test checks that nothing was left out, so a
// second try runs the whole file.
test.describe.configure({ mode: 'serial' });

const guides = takeFromPages(__filename);
const pieceOf = (name: string): string => guides.take(GUIDE, name);
let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-guide-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environmentOf = ({ product, workshop }: World): Record<string, string> => {
  const { email, password } = workshop.staff;
  return { PPF: product.origin, EMAIL: email, PASSWORD: password, PIT: String(workshop.steady.id) };
};

const missing = ['curl', 'jq', 'ffmpeg'].filter((program) => findProgram(program) === undefined);
const skipWithoutPrograms = (): void =>
  test.skip(missing.length > 0, `the guide’s commands need ${missing.join(' and ')}`);

test('runs every command of the guide unchanged', async ({ world }) => {
  skipWithoutPrograms();
  await untilLive(world, world.workshop.steady.id);
  const printed = await runShell(SHELL.map(pieceOf), folder, environmentOf(world));
  expect(existsSync(path.join(folder, 'picture.jpg'))).toBe(true);
  expect(printed).toContain('"status": "live"');
  expect(printed).toContain('event: snapshot');
});

test('runs the guide’s TypeScript on a server unchanged', async ({ world }) => {
  for (const name of ['ppf.ts', 'main.ts']) writeFileSync(path.join(folder, name), pieceOf(name));
  const printed = await runShell([pieceOf('node main.ts')], folder, environmentOf(world));
  expect(printed).toMatch(/workshop-\d+\/pit-1 is live; play it at http\S+\/whep/);
});

test.describe('on another site', () => {
  let site: IntegratorsSite;
  test.beforeAll(async ({ world }) => {
    const modules = { 'whep.js': pieceOf('whep.ts'), 'hls.js': pieceOf('hls.ts') };
    const { api, steady } = world.workshop;
    site = await startIntegratorsSite(modules, api, steady.id);
  });
  test.afterAll(() => site?.stop());

  test('plays with the guide’s WHEP code, which ends the session', async ({ world }) => {
    await visit(world.browser, {}, async (page) => {
      const calls: string[] = [];
      page.on('response', (answer) => calls.push(`${answer.request().method()} ${answer.status()}`));
      await page.goto(site.origin);
      const before = await viewersOf(world, world.workshop.steady.path);
      await page.evaluate(`(async () => {
          const { playWhep } = await import('/whep.js');
          const access = await (await fetch('/stream-token')).json();
          window.stop = await playWhep(document.querySelector('video'), access);
        })()`);
      await untilFramesMove(page);
      await page.evaluate('window.stop()');
      await waitFor(() => calls.some((call) => /^DELETE (200|404)$/.test(call)), 'the session was deleted', {
        withinMs: 5000,
      });
      await waitFor(
        async () => (await viewersOf(world, world.workshop.steady.path)).length <= before.length,
        'no viewer is left',
        { withinMs: 5000 },
      );
    });
  });

  test('plays with the guide’s HLS code, and continues with a renewed token', async ({ world }) => {
    await visit(world.browser, {}, async (page) => {
      const renewals: string[] = [];
      page.on('response', (answer) => {
        if (answer.url().includes('renews=')) renewals.push(String(answer.status()));
      });
      await page.goto(site.origin);
      await page.evaluate(`(async () => {
          const { playHls } = await import('/hls.js');
          let access = await (await fetch('/stream-token')).json();
          const renew = async () =>
            (access = await (await fetch('/stream-token?renews=' + encodeURIComponent(access.token))).json());
          // Renewed after two seconds.
          window.stop = playHls(document.querySelector('video'), { ...access, expires_in: 4 }, renew);
        })()`);
      await untilFramesMove(page);
      await waitFor(() => renewals.length > 1, 'the token was renewed', {
        withinMs: 10_000,
      });
      await untilFramesMove(page);
      expect(new Set(renewals)).toEqual(new Set(['200']));
      await page.evaluate('window.stop()');
    });
  });
});

test('runs everything that the guide shows', () => {
  skipWithoutPrograms();
  expect(guides.left()).toEqual([]);
});

/** Waits until 20 more frames were presented. */
async function untilFramesMove(page: Page): Promise<void> {
  const frames = (): Promise<number> => page.evaluate(() => window.probe.presented);
  const before = await frames();
  await waitFor(async () => (await frames()) > before + 20, 'the picture moves', {
    withinMs: 20_000,
  });
}
