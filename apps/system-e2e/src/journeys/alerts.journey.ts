import { expect, test } from './fixtures';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runShell, SHELL_PATH } from '../guides/run-shell';
import { takeFromPages } from '../guides/take-from-pages';
import { accessibilityFaults } from '../pages/accessibility-faults';
import { findProgram } from '../proxies/proxy';
import { freePort } from '@ppf/free-ports';
import { waitFor } from '@ppf/testing';
import { asOwner } from './world';

const SHELL = ['set-up', 'test', 'by-hand', 'secret', 'maintenance'];

// Runs all commands and code of docs/guides/alerts.md unchanged, and checks the page of alerts. The last test checks that
// nothing was left out, so a second try runs the whole file.
test.describe.configure({ mode: 'serial' });

const guides = takeFromPages(__filename);
const pieceOf = (name: string): string => guides.take('docs/guides/alerts.md', name);
let folder: string;
let receiver: ChildProcess | undefined;
test.beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-alerts-'));
});
test.afterAll(() => {
  receiver?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const missing = ['curl', 'jq', 'openssl'].filter((program) => findProgram(program) === undefined);
test.skip(missing.length > 0, `the commands of the alerts guide need ${missing.join(' and ')}`);

test('sends signed messages to the guide’s receiver, and shows the deliveries to the owner', async ({
  world,
}) => {
  const { product, workshop } = world;
  const port = await freePort();
  writeFileSync(path.join(folder, 'receiver.ts'), pieceOf('receiver.ts'));
  writeFileSync(path.join(folder, 'webhook-secret'), 'none yet');
  const printedByReceiver = await startReceiver(port);
  const { email, password } = workshop.ownerCredentials;
  const printed = await runShell(SHELL.map(pieceOf), folder, {
    PPF: product.origin,
    EMAIL: email,
    PASSWORD: password,
    RECEIVER: `http://127.0.0.1:${port}/alerts`,
  });
  expect(printed).toContain('"state": "delivered"');
  expect(printed).toContain('genuine');
  expect(printedByReceiver()).toContain('alert.test of ');
  await asOwner(world, {}, async ({ page }) => {
    await page.goto(`${product.origin}/pits`);
    await page.getByRole('link', { name: 'Alerts' }).click();
    const channel = page.locator('ppf-channel-card', { hasText: 'Job board' });
    await channel.getByText(`Webhook to 127.0.0.1:${port}`).waitFor();
    await page.getByText('Closed at night').waitFor();
    // Messages are signed with both secrets now. The receiver has the new one.
    await channel.getByRole('button', { name: 'Send test' }).click();
    await page.locator('ppf-delivery-list li', { hasText: 'Delivered' }).nth(1).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await channel.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete channel' }).click();
    await page.getByText('No alert channels yet').waitFor();
  });
});

test('runs everything that the guide shows', () => expect(guides.left()).toEqual([]));

async function startReceiver(port: number): Promise<() => string> {
  let printed = '';
  receiver = spawn('sh', ['-c', `exec ${pieceOf('node receiver.ts')}`], {
    cwd: folder,
    env: { PATH: SHELL_PATH, RECEIVER_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [receiver.stdout, receiver.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await waitFor(
    async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' });
      return status === 401;
    },
    'the receiver rejects an unsigned request',
    { withinMs: 10_000 },
  );
  return () => printed;
}
