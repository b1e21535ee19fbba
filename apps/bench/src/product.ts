// The whole product on one machine, as `npm start` runs it, and a browser.
import { freePort, freePortsInARow } from '@ppf/free-ports';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type APIResponse, type Browser, type BrowserContext, chromium } from 'playwright-core';
import type { MediaMtx } from './media-server.js';
import { root, start, untilReady } from './processes.js';
import type { BenchProcess } from './types.js';

declare global {
  interface Window {
    /** Set in the page by `recordFirstFrame`. */
    firstFrameAt?: number;
  }
}

const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Starts the browser, by default that of CHROMIUM_BIN. Prints a line and returns undefined without one. */
export async function startBrowser(
  print: (line: string) => void,
  executablePath = process.env['CHROMIUM_BIN'],
): Promise<Browser | undefined> {
  if (executablePath) return chromium.launch({ executablePath, args: BROWSER_FLAGS });
  print('Skipped: rows with a browser. No Chromium found: install it, or set CHROMIUM_BIN.');
  return undefined;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface Product {
  readonly child: BenchProcess;
  readonly origin: string;
  /** Port of the control API of the media server. */
  readonly apiPort: number;
  readonly credentials: Credentials;
}

/**
 * Starts everything on one machine with the sample workshop. Without a MediaMTX the simulator runs.
 * @param settings Environment of the backend.
 * @param workspace Folder of the build; another one for a comparison.
 * @param host Address under which the browser reaches it; other than localhost, it listens on all addresses.
 */
export async function startProduct(
  folder: string,
  mediaMtx: MediaMtx | undefined,
  settings: Readonly<Record<string, string>> = {},
  workspace = root,
  host = 'localhost',
): Promise<Product> {
  // PostgreSQL runs as another user where the bench runs as root.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const data = path.join(folder, 'data');
  const port = await freePort();
  const apiPort = await freePort();
  const origin = `http://${host}:${port}`;
  const child = start(
    'standalone',
    process.execPath,
    [path.join(workspace, 'apps/standalone/dist/main.js')],
    {
      log: path.join(folder, 'standalone.log'),
      cwd: workspace,
      env: {
        PORT: String(port),
        HOOK_PORT: String(await freePort()),
        DATA_DIR: data,
        ...(host !== 'localhost' && { HOST: '0.0.0.0', PUBLIC_URL: origin }),
        MEDIAMTX_DOWNLOAD: 'off',
        MEDIAMTX_BIN: mediaMtx?.command ?? '',
        MEDIAMTX_RTSP_PORT: String(await freePort()),
        MEDIAMTX_WEBRTC_PORT: String(await freePort()),
        MEDIAMTX_HLS_PORT: String(await freePort()),
        MEDIAMTX_API_PORT: String(apiPort),
        MEDIAMTX_WEBRTC_UDP_PORT: String(await freePort()),
        SAMPLE_CAMERAS_PORT: String(await freePortsInARow(4)),
        ...(mediaMtx ? {} : { PATH: pathWithoutMediaMtx() }),
        ...settings,
      },
    },
  );
  await untilReady(`${origin}/health/ready`, { child, seconds: 120 });
  const lines = readFileSync(path.join(data, 'sign-in.txt'), 'utf8');
  const valueOf = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(lines)?.[1] ?? '';
  return { child, origin, apiPort, credentials: { email: valueOf('email'), password: valueOf('password') } };
}

/** Returns the PATH without folders that contain MediaMTX, so that the simulator runs. */
function pathWithoutMediaMtx(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => !existsSync(path.join(folder, 'mediamtx'))).join(path.delimiter);
}

/** Runs in the page: records when the first video frame is shown, in ms since the start of the navigation. */
export function recordFirstFrame(): void {
  const observed = new WeakSet<HTMLVideoElement>();
  const observeVideos = () => {
    for (const video of document.querySelectorAll('video')) {
      if (observed.has(video)) continue;
      observed.add(video);
      video.requestVideoFrameCallback((now) => (window.firstFrameAt ??= now));
    }
  };
  new MutationObserver(observeVideos).observe(document, { childList: true, subtree: true });
}

/** Returns the body of a response. @throws Error for a status other than 2xx. */
export async function json<Body>(response: APIResponse): Promise<Body> {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}.`);
  return (await response.json()) as Body;
}

export type Headers = Record<'authorization', string>;

/** Signs in within a browser context. @returns The headers of API requests. */
export async function signIn(
  context: BrowserContext,
  { origin, credentials }: Pick<Product, 'origin' | 'credentials'>,
): Promise<Headers> {
  const { access_token: token } = await json<{ access_token: string }>(
    await context.request.post(`${origin}/api/v1/auth/login`, { data: credentials }),
  );
  return { authorization: `Bearer ${token}` };
}

/** A pit as the API returns it. */
export interface Pit {
  readonly id: number;
  readonly number: number;
  readonly path: string;
  readonly stream: { readonly status: string };
}

/** Waits until the pit with the number 1 is live. */
export async function untilLivePit(
  context: BrowserContext,
  product: Product,
): Promise<{ pit: Pit; headers: Headers }> {
  const headers = await signIn(context, product);
  const { items: workshops } = await json<{ items: { id: number }[] }>(
    await context.request.get(`${product.origin}/api/v1/workshops`, { headers }),
  );
  const address = `${product.origin}/api/v1/workshops/${workshops[0]?.id}/pits`;
  const until = Date.now() + 30_000;
  for (;;) {
    const { items } = await json<{ items: Pit[] }>(await context.request.get(address, { headers }));
    const pit = items.find(({ number }) => number === 1);
    if (pit?.stream.status === 'live') return { pit, headers };
    if (Date.now() > until) throw new Error(`The stream of pit 1 is ${pit?.stream.status}, not live.`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

export type BrowserSession = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs in on the page. @returns The cookies and storage of the browser. */
export async function signInOnPage(
  browser: Browser,
  { origin, credentials }: Product,
): Promise<BrowserSession> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email', { exact: true }).fill(credentials.email);
  await page.getByLabel('Password', { exact: true }).fill(credentials.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/pits');
  const session = await context.storageState();
  await context.close();
  return session;
}
