import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { installProbe } from './probe';
import { workspaceRoot } from '../world/workspace-root';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Starts Chromium from `CHROMIUM_BIN`, else from the PATH. @param flags Additional command-line flags. */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...FLAGS, ...flags] });
}

function findChromium(): string {
  const named = process.env['CHROMIUM_BIN'];
  if (named) return named;
  for (const name of ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  throw new Error('The system suite needs Chromium: install it, or name it in CHROMIUM_BIN.');
}

/** Failed visits of this process. */
let failures = 0;

/** Options of a visit. */
export interface Visit extends BrowserContextOptions {
  /** Functions that run in the page before its scripts. */
  readonly before?: readonly (() => void)[];
}

/**
 * Opens a browser context with one page. When `body` fails, the error contains the log of the page, the states of the
 * player, and the path of a screenshot.
 */
export async function visit(
  browser: Browser,
  { before = [], ...options }: Visit,
  body: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const log: string[] = [];
  try {
    for (const script of before) await context.addInitScript(script);
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    keepLog(page, log);
    try {
      await body(page);
    } catch (error) {
      throw await withEvidence(page, log, error);
    }
    // Closing a tab ends the session in the media server. Closing a context does not.
    await page.goto('about:blank');
  } finally {
    await context.close();
  }
}

function keepLog(page: Page, log: string[]): void {
  page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => log.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400)
      log.push(`${response.status()} ${response.request().method()} ${bare(response.url())}`);
  });
  page.on('requestfailed', (request) =>
    log.push(`failed: ${request.method()} ${bare(request.url())} ${request.failure()?.errorText ?? ''}`),
  );
}

/** Removes the query, which can contain a token. */
function bare(url: string): string {
  return url.split('?')[0] ?? '';
}

/** Adds to the error what the page logged, the states of its player, and the path of a screenshot. */
async function withEvidence(page: Page, log: readonly string[], error: unknown): Promise<Error> {
  const folder = path.join(workspaceRoot, 'reports/system-e2e');
  mkdirSync(folder, { recursive: true });
  const screenshot = path.join(folder, `${process.pid}-${(failures += 1)}.png`);
  await page.screenshot({ path: screenshot, timeout: 5000 }).catch(() => undefined);
  const history = await page.evaluate(() => window.probe.history).catch(() => []);
  const states = history.map(({ at, state, transport }) => `${at} ms ${state} (${transport})`);
  const reason = error instanceof Error ? error : new Error(String(error));
  const { message } = reason;
  reason.message = [
    message,
    `at ${bare(page.url())}, screenshot ${path.relative(workspaceRoot, screenshot)}`,
    `states: ${states.join(', ') || 'none'}`,
    `page: ${log.slice(-25).join('\n      ') || 'logged nothing'}`,
  ].join('\n  ');
  // The stack contains the original message.
  if (reason.stack) reason.stack = reason.stack.replace(message, () => reason.message);
  return reason;
}
