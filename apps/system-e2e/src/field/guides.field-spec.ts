import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { codeBlocks } from '../guides/code-blocks';
import { runShell } from '../guides/run-shell';
import { hasFfmpeg } from '../media/ffmpeg';
import { hasGstreamer } from '../media/gstreamer';
import { CameraPages } from '../pages/camera-pages';
import { findProgram } from '../proxies/proxy';
import { findMediaMtx, inJwtMode, SIMULATOR } from '../target';
import { ApiClient } from '../world/api-client';
import { launchBrowser, visit } from '../world/browser';
import { startProduct, type Product } from '../world/product';
import { waitFor } from '../world/wait-for';

const target = findMediaMtx() ?? SIMULATOR;
const SAMPLE_PIT = 1;

function whereThereIs(...programs: string[]): jest.It {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  if (missing.length > 0)
    process.stderr.write(`Skipped: commands of the guides, for want of ${missing.join(', ')}.\n`);
  return missing.length === 0 ? it : it.skip;
}

/** The shell pieces of a page that hold a text. */
const piecesWith = (page: string, text: string): string[] =>
  codeBlocks(page)
    .filter(({ code }) => code.includes(text))
    .map(({ code }) => code);

/** What the integrator's guide does not hold already: docs/guides/integrating.md is run by the system suite. */
describe(`the commands of the other pages, with ${target.version ?? 'the simulator'}`, () => {
  let product: Product;
  let admin: ApiClient;
  let browser: Browser;
  let folder: string;
  let workshop: number;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-guides-'));
    product = await startProduct(target);
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
    waitFor(`pit ${pitId} is live`, 40_000, async () =>
      (await admin.pit(pitId)).stream.status === 'live' ? true : undefined,
    );

  whereThereIs('curl')('README: a token by curl', async () => {
    const { email, password } = product.admin;
    const pieces = piecesWith('README.md', '/streams/token').map((piece) =>
      piece
        .replaceAll('http://localhost:3000', product.origin)
        .replace('<email>', email)
        .replace('<password>', password),
    );
    expect(pieces).toHaveLength(1);
    expect(await runShell(pieces, folder, {})).toContain('"rtsp_url":"rtsp://');
  });

  whereThereIs('ffprobe')('setting up MediaMTX: what comes by RTSP', async () => {
    const pieces = piecesWith('docs/guides/mediamtx-setup.md', 'ffprobe');
    const { rtsp_url } = await admin.streamToken(SAMPLE_PIT);
    expect(await runShell(pieces, folder, { rtsp_url })).toContain('stream,h264,640,360');
  });

  it('setting up MediaMTX: the backend takes every setting that is shown', () => {
    const [shown = ''] = piecesWith('docs/guides/mediamtx-setup.md', 'MEDIAMTX_HOST=');
    const names = [...shown.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    const known = readFileSync(path.join(__dirname, '../../../../docs/reference/settings.md'), 'utf8');
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !known.includes(`\`${name}\``))).toEqual([]);
  });

  it('cameras: the table is taken as it is shown', async () => {
    const [shown = ''] = piecesWith('docs/guides/cameras.md', 'number,name,kind');
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

  /** What the dashboard tells an installer to run, but for the USB camera, which no test machine has. */
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
    'cameras: the line for $sender sends a picture',
    async ({ sender, number, installed, camera }) => {
      if (!installed)
        return void process.stderr.write(`Left out: the line for ${sender}, which is not installed.\n`);
      const pit = await admin.createPit(workshop, number);
      await visit(browser, {}, async (page) => {
        await page.context().request.post(`${product.origin}/api/v1/auth/login`, { data: product.admin });
        const cameras = new CameraPages(page, product.origin);
        await cameras.openSetup(pit.id);
        await cameras.answer('A camera or an encoder sends it');
        await cameras.press('Continue');
        await cameras.answer(sender);
        await cameras.press('Make the key');
        await cameras.says('The key is shown this once.');
        const line = await cameras.copyable('From a USB camera on Linux');
        expect(line).toContain(camera[0]);
        const sending = line.trim().replace(camera[0], camera[1]);
        // As a camera does: again until the media server has its path. `timeout` ends it.
        const tries = `for try in 1 2 3 4 5 6; do timeout 15 ${sending} 2>>sender.log && break || test $? != 124 || break; sleep 1; done`;
        const sent = runShell([tries], folder, {});
        await cameras.says('The picture arrives.', 40_000);
        await untilLive(pit.id);
        expect((await admin.pit(pit.id)).stream.codec).toBe('H264');
        await sent;
      });
    },
  );
});

const jwtTarget = inJwtMode(target);
const whereJwt = jwtTarget && findProgram('openssl') !== undefined ? it : it.skip;

whereJwt(
  'JWT mode: the key that the guide makes is taken',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-guides-'));
    const [piece = ''] = piecesWith('docs/guides/jwt-mode.md', 'openssl genpkey');
    const [command = '', other = ''] = piece.split('\n')[0]?.split(/\s+# or: /) ?? [];
    await runShell([command, other.replace('openssl genpkey', 'openssl genpkey -out p256.pem')], folder, {});
    for (const file of ['stream-token.pem', 'p256.pem']) {
      const pem = readFileSync(path.join(folder, file), 'utf8');
      const product = await startProduct(jwtTarget ?? SIMULATOR, { STREAM_TOKEN_KEY: pem });
      try {
        const keys = await (await fetch(`${product.origin}/api/v1/streams/jwks.json`)).json();
        expect(keys).toMatchObject({ keys: [{ kty: file === 'p256.pem' ? 'EC' : 'OKP' }] });
      } finally {
        await product.stop();
      }
    }
    rmSync(folder, { recursive: true });
  },
  150_000,
);
