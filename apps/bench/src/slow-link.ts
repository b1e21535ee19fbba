// A link as slow as a mobile network between this process and a browser, for all protocols, WebRTC's UDP too. The browser
// runs in a network namespace of its own. Needs Linux, root, python3 and `unshare`, `nsenter` and `ip`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './processes.js';

/** 4G as WebPageTest emulates it: 9 Mbit/s and a round trip of 170 ms. */
const BITS_PER_SECOND = 9_000_000;
const DELAY_MS = 85;

const SERVER = '10.201.0.1';
const CLIENT = '10.201.0.2';

/** A slow link to a browser. */
export interface SlowLink {
  /** Address of this side, on which servers are reached over the link. */
  readonly server: string;
  /** Program that starts the browser on the other side. */
  readonly browser: string;
  close(): void;
}

/** Returns why the machine has no such link; undefined: it has. */
export function slowLinkProblem(): string | undefined {
  if (process.getuid?.() !== 0) return 'it needs root';
  const missing = ['ip', 'unshare', 'nsenter', 'python3'].find(
    (program) => spawnSync(program, ['--help'], { stdio: 'ignore' }).error,
  );
  return missing && `${missing} was not found`;
}

/**
 * Opens the link. The process needs a network namespace of its own.
 * @param browser Path of the browser.
 */
export async function openSlowLink(folder: string, browser: string): Promise<SlowLink> {
  const script = path.join(root, 'apps/bench/src/slow-link.py');
  const args = [script, String(BITS_PER_SECOND), String(DELAY_MS), SERVER, CLIENT];
  const child = spawn('python3', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit').then(() => {
    throw new Error('The slow link could not be opened.');
  });
  exited.catch(() => undefined);
  const [pid] = (await Promise.race([once(child.stdout, 'data'), exited])) as [Buffer];
  const wrapper = path.join(folder, 'browser-behind-slow-link');
  const namespace = `/proc/${String(pid).trim()}/ns/net`;
  writeFileSync(wrapper, `#!/bin/sh\nexec nsenter --net=${namespace} ${browser} "$@"\n`, { mode: 0o755 });
  return { server: SERVER, browser: wrapper, close: () => child.stdin.end() };
}
