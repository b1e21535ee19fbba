import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startIntegratorsSite, type IntegratorsSite } from '../guides/integrators-site';
import { runShell } from '../guides/run-shell';
import { takeFromPages } from '../guides/take-from-pages';
import { findProgram } from '../proxies/proxy';
import { visit } from '../world/browser';
import { waitFor } from '../world/wait-for';
import { type TheWorld, untilLive, viewersOf } from '../world/world';

const GUIDE = 'docs/guides/integrating.md';
const SHELL = ['sign-in', 'token', 'rtsp', 'hls', 'sessions', 'events'];

/** Everything that docs/guides/integrating.md shows, run as it stands there. */
export function integratorJourney(world: TheWorld): void {
  const guides = takeFromPages(__filename);
  const pieceOf = (name: string): string => guides.take(GUIDE, name);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-guide-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const environment = (): Record<string, string> => {
    const { product, workshop } = world();
    const { email, password } = workshop.staff;
    return { PPF: product.origin, EMAIL: email, PASSWORD: password, PIT: String(workshop.steady.id) };
  };

  const missing = ['curl', 'jq', 'ffmpeg'].filter((program) => findProgram(program) === undefined);
  if (missing.length > 0)
    process.stderr.write(`Skipped: the guide’s commands, for want of ${missing.join(' and ')}.\n`);
  const whereInstalled = missing.length === 0 ? it : it.skip;

  whereInstalled('runs every command of the guide as it is written', async () => {
    await untilLive(world(), world().workshop.steady.id);
    const printed = await runShell(SHELL.map(pieceOf), folder, environment());
    expect(existsSync(path.join(folder, 'picture.jpg'))).toBe(true);
    expect(printed).toContain('"status": "live"');
    expect(printed).toContain('event: snapshot');
  });

  it('runs the guide’s TypeScript on a server as it is written', async () => {
    for (const name of ['ppf.ts', 'main.ts']) writeFileSync(path.join(folder, name), pieceOf(name));
    const printed = await runShell([pieceOf('node main.ts')], folder, environment());
    expect(printed).toMatch(/workshop-\d+\/pit-1 is live; play it at http\S+\/whep/);
  });

  describe('on another site', () => {
    let site: IntegratorsSite;
    beforeAll(async () => {
      const modules = { 'whep.js': pieceOf('whep.ts'), 'hls.js': pieceOf('hls.ts') };
      const { api, steady } = world().workshop;
      site = await startIntegratorsSite(modules, api, steady.id);
    });
    afterAll(() => site?.stop());

    it('plays by the guide’s WHEP, and ends the session with its goodbye', async () => {
      await visit(world().browser, {}, async (page) => {
        const calls: string[] = [];
        page.on('response', (answer) => calls.push(`${answer.request().method()} ${answer.status()}`));
        await page.goto(site.origin);
        const before = await viewersOf(world(), world().workshop.steady.path);
        await page.evaluate(`(async () => {
          const { playWhep } = await import('/whep.js');
          const access = await (await fetch('/stream-token')).json();
          window.stop = await playWhep(document.querySelector('video'), access);
        })()`);
        await untilFramesMove(page);
        await page.evaluate('window.stop()');
        await waitFor('the session was deleted', 5000, () =>
          calls.some((call) => /^DELETE (200|404)$/.test(call)) ? true : undefined,
        );
        await waitFor('nobody is left', 5000, async () =>
          (await viewersOf(world(), world().workshop.steady.path)).length <= before.length ? true : undefined,
        );
      });
    });

    it('plays by the guide’s HLS, and goes on with a renewed token', async () => {
      await visit(world().browser, {}, async (page) => {
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
        await waitFor('the token was renewed', 10_000, () => (renewals.length > 1 ? true : undefined));
        await untilFramesMove(page);
        expect(new Set(renewals)).toEqual(new Set(['200']));
        await page.evaluate('window.stop()');
      });
    });
  });

  whereInstalled('has run everything that the guide shows', () => expect(guides.left()).toEqual([]));
}

/** Waits until twenty more pictures have been shown. */
async function untilFramesMove(page: Page): Promise<void> {
  const frames = (): Promise<number> => page.evaluate(() => window.probe.presented);
  const before = await frames();
  await waitFor('the picture moves', 20_000, async () => ((await frames()) > before + 20 ? true : undefined));
}
