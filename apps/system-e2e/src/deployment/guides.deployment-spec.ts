import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { makeCheckout } from '../guides/checkout';
import { runShell, SHELL_PATH } from '../guides/run-shell';
import { takeFromPages } from '../guides/take-from-pages';
import { hasFfmpeg } from '../media/ffmpeg';
import { hasGstreamer } from '../media/gstreamer';
import { CameraPages } from '../pages/camera-pages';
import { findProgram } from '../proxies/proxy';
import { findMediaMtx, SIMULATOR } from '../world/target';
import { ApiClient } from '../world/api-client';
import { launchBrowser, visit } from '../pages/browser';
import { startProduct, type Product } from '../world/product';
import { waitFor } from '@ppf/testing';

const target = findMediaMtx() ?? SIMULATOR;
const SAMPLE_PIT = 1;
const METRICS_TOKEN = 'a-token-of-the-metrics';
const guides = takeFromPages(__filename);

const missing = ['curl', 'ffprobe'].filter((program) => findProgram(program) === undefined);
if (missing.length > 0)
  process.stderr.write(`Skipped: commands of the guides, for want of ${missing.join(', ')}.\n`);
const whereInstalled = missing.length === 0 ? it : it.skip;

/** What one machine with everything on it can try; who runs the rest is in guides/run-by.ts. */
describe(`the commands of the other pages, with ${target.version ?? 'the simulator'}`, () => {
  let product: Product;
  let admin: ApiClient;
  let browser: Browser;
  let folder: string;
  let checkout: string;
  let workshop: number;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-guides-'));
    product = await startProduct(target, { METRICS_TOKEN });
    checkout = makeCheckout(path.join(folder, 'checkout'));
    browser = await launchBrowser();
    admin = await ApiClient.signIn(product.origin, product.admin);
    workshop = (await admin.createWorkshop('Guides')).id;
    await untilLive(SAMPLE_PIT);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const untilLive = (pitId: number): Promise<unknown> =>
    waitFor(async () => (await admin.pit(pitId)).stream.status === 'live', `pit ${pitId} is live`, {
      withinMs: 40_000,
    });

  /** Runs a piece where `npm run cli` finds the product that runs. */
  const inCheckout = (page: string, piece: string): Promise<string> =>
    runShell([guides.take(page, piece)], checkout, { ...product.environment, PATH: SHELL_PATH });

  whereInstalled('README: a token with curl', async () => {
    const { email, password } = product.admin;
    const piece = guides
      .take('README.md', 'token')
      .replaceAll('http://localhost:3000', product.origin)
      .replace('<email>', email)
      .replace('<password>', password);
    expect(await runShell([piece], folder, {})).toContain('"rtsp_url":"rtsp://');
  });

  whereInstalled('setting up MediaMTX: the stream over RTSP', async () => {
    const piece = guides.take('docs/guides/mediamtx-setup.md', 'what-comes');
    const { rtsp_url } = await admin.streamToken(SAMPLE_PIT);
    expect(await runShell([piece], folder, { rtsp_url })).toContain('stream,h264,640,360');
  });

  whereInstalled('monitoring: the metrics, with their token', async () => {
    const piece = guides
      .take('docs/guides/monitoring.md', 'read')
      .replace('http://127.0.0.1:3000', product.origin);
    expect(await runShell([piece], folder, { METRICS_TOKEN })).toMatch(/^ppf_ready\{part="database"\} 1$/m);
    expect(await runShell([piece], folder, { METRICS_TOKEN: 'another' })).not.toContain('ppf_ready');
  });

  it('monitoring: the differences of the media servers', async () => {
    const output = await inCheckout('docs/guides/monitoring.md', 'npm run cli -- reconcile --dry-run');
    expect(output).toMatch(/no changes/);
  });

  it('capacity planning: a plan from entered values, and from running streams', async () => {
    const output = await inCheckout('docs/guides/capacity-planning.md', 'plan');
    expect(output).toContain('24 pits of 4 + 0.5 Mbit/s, 6 main and 24 second streams watched, 0 recorded');
    // The four cameras of the sample workshop, which have no second streams.
    expect(output).toMatch(
      /^4 pits of 0\.\d+ \+ 0 Mbit\/s, 0 main and 0 second streams watched, 12 recorded$/m,
    );
  });

  it.each(['running', 'troubleshooting'])('%s: a check of the whole installation', async (page) => {
    const output = await inCheckout(`docs/guides/${page}.md`, 'npm run cli -- doctor');
    expect(output).toMatch(/hook/);
  });

  it('cameras: the import of the table', async () => {
    const shown = guides.take('docs/guides/cameras.md', 'table');
    // The simulator runs no FFmpeg, and the row that asks for it is refused.
    const csv = target.kind === 'simulator' ? shown.replace(',yes,', ',,') : shown;
    const ask = async (dry_run: boolean): Promise<{ status: number; text: string }> => {
      const answer = await fetch(`${product.origin}/api/v1/workshops/${workshop}/cameras/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${admin.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ csv, dry_run }),
      });
      return { status: answer.status, text: await answer.text() };
    };
    expect(await ask(true)).toMatchObject({ status: 200 });
    expect(await ask(false)).toMatchObject({ status: 200 });
    expect((await admin.pits(workshop)).items.map(({ name }) => name)).toEqual(['Door', 'Lift']);
  });

  /** The commands that the dashboard shows to installers, except for the USB camera, which test machines do not have. */
  const SENDERS = [
    {
      sender: 'FFmpeg',
      number: 71,
      installed: hasFfmpeg(),
      camera: ['-f v4l2 -i /dev/video0', '-re -f lavfi -i testsrc2=size=320x180:rate=15'],
    },
    {
      sender: 'GStreamer',
      number: 72,
      installed: hasGstreamer(),
      camera: ['v4l2src', 'videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=15/1'],
    },
  ] as const;
  it.each(SENDERS)(
    'cameras: the command for $sender publishes video',
    async ({ sender, number, installed, camera }) => {
      if (!installed)
        return void process.stderr.write(`Left out: the line for ${sender}, which is not installed.\n`);
      const pit = await admin.createPit(workshop, number);
      await visit(browser, {}, async (page) => {
        await page.context().request.post(`${product.origin}/api/v1/auth/login`, { data: product.admin });
        const cameras = new CameraPages(page, product.origin);
        await cameras.openSetup(pit.id);
        await cameras.answer('Publish from a camera or an encoder');
        await cameras.press('Continue');
        await cameras.answer(sender);
        await cameras.press('Create key');
        await cameras.says('The key is shown only once.');
        const line = await cameras.copyable('From a USB camera on Linux');
        expect(line).toContain(camera[0]);
        const sending = line.trim().replace(camera[0], camera[1]);
        // As a camera does: again until the media server has its path. `timeout` ends it.
        const tries = `for try in 1 2 3 4 5 6; do timeout 15 ${sending} 2>>sender.log && break || test $? != 124 || break; sleep 1; done`;
        const sent = runShell([tries], folder, {});
        await cameras.says('The video arrives.', 40_000);
        await untilLive(pit.id);
        expect((await admin.pit(pit.id)).stream.codec).toBe('H264');
        await sent;
      });
    },
  );

  whereInstalled('are all run', () => expect(guides.left()).toEqual([]));
});
