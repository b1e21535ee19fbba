import { parseRelease } from '@ppf/mediamtx';
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import path from 'node:path';
import { type FoundProgram } from './choose-media-server';

const ANSWER_WITHIN_MS = 5_000;

/** Runs a program with --version. The version is undefined if the output is not a version. */
export async function readProgramVersion(binary: string): Promise<FoundProgram> {
  const printed = await new Promise<string>((resolve) => {
    const child = spawn(binary, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), ANSWER_WITHIN_MS);
    const answer = (text: string): void => {
      clearTimeout(timer);
      resolve(text);
    };
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', () => answer(''));
    child.once('close', (code) => answer(code === 0 ? text.trim() : ''));
  });
  return { binary, version: parseRelease(printed) ? printed : undefined };
}

/** Returns the first program `mediamtx` on the PATH. */
export function mediaServerOnPath(searchPath: string): string | undefined {
  const folders = searchPath.split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, 'mediamtx')).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}

/** Returns whether a host name or address is this machine. */
export function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(bare) || bare === hostname().toLowerCase()) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === bare));
}

/** Returns whether only this machine can reach a host name or address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
