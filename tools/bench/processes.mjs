// Starts what is measured as processes of their own, and ends every one of them however the bench ends.
import { fork, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');

const running = new Set();

/** A command whose output goes to `log`; rejects in `ready` when it ends too soon. */
export function start(name, command, args, { env = {}, log, cwd = root }) {
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  track(child);
  child.on('exit', (code) => {
    if (!child.stopping)
      console.error(`${name} ended with ${code}:\n${readFileSync(log, 'utf8').slice(-2000)}`);
  });
  return child;
}

/** A module of this folder that talks by messages. */
export function forkModule(file, env = {}) {
  const child = fork(path.join(here, file), { env: { ...process.env, ...env } });
  track(child);
  return child;
}

function track(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Asks a child to end, and makes it after some seconds: the standalone command has children of its own to stop. */
export async function stop(child) {
  if (!running.has(child)) return;
  child.stopping = true;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(force);
}

/** Remembers what runs now; the answer ends everything that was started since. */
export function stopSince() {
  const before = new Set(running);
  return () => Promise.all([...running].filter((child) => !before.has(child)).map(stop));
}

export async function stopAll() {
  await Promise.all([...running].map(stop));
}

/** Waits until `url` answers as `wanted` says; throws after `seconds`. */
export async function untilAnswers(url, { seconds = 60, wanted = (response) => response.ok, child } = {}) {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    if (child && child.exitCode !== null) throw new Error(`It ended before ${url} answered.`);
    const response = await fetch(url).catch(() => undefined);
    if (response && wanted(response)) return response;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within ${seconds} s.`);
}
