import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import ts from 'typescript';

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

/** A page in Chromium with the library as `window.whep`, on its own origin. */
export class LibraryPage {
  private constructor(
    private readonly browser: Browser,
    private readonly server: http.Server,
  ) {}

  static async launch(): Promise<LibraryPage> {
    const server = http.createServer(serve);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
    return new LibraryPage(browser, server);
  }

  async open(): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`);
    await page.waitForFunction('window.whep');
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function findChromium(): string {
  const configured = process.env['CHROMIUM_BIN'];
  if (configured) return configured;
  for (const name of ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  throw new Error('These tests need Chromium. Install it, or set CHROMIUM_BIN to its path.');
}

/** Compiles each module on request. The library has no dependencies, so no bundling is needed. */
function serve(request: http.IncomingMessage, response: http.ServerResponse): void {
  const source = path.join(__dirname, '..', `${request.url ?? ''}.ts`);
  if (request.url === '/') {
    response.setHeader('content-type', 'text/html');
    response.end('<script type="module">import * as whep from "./index"; window.whep = whep;</script>');
  } else if (existsSync(source)) {
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    response.setHeader('content-type', 'text/javascript');
    response.end(ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions }).outputText);
  } else {
    response.writeHead(404).end();
  }
}
