// The first picture over 4G on a phone: our pages against the reader pages of the media server. The row runs in a process
// with a network namespace of its own (mobile-visits.ts).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Figure } from './figures.js';
import { slowLinkProblem } from './slow-link.js';
import type { RunContext } from './types.js';

/** Number of rounds in a run of the usual length. */
const ROUNDS = 8;

export async function measureMobile({ folder, slices, print }: RunContext): Promise<Figure[]> {
  const problem = process.env['CHROMIUM_BIN'] ? slowLinkProblem() : 'CHROMIUM_BIN is not set';
  if (problem) {
    print(`Skipped: the first picture over 4G, because ${problem}.`);
    return [];
  }
  const file = path.join(import.meta.dirname, 'mobile-visits.js');
  const args = ['--net', process.execPath, file, folder, String(slices(ROUNDS))];
  const child = spawn('unshare', args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let figures: Figure[] | undefined;
  child.on('message', (message: Figure[]) => (figures = message));
  await once(child, 'exit');
  if (!figures) throw new Error('The process in the network namespace ended without figures.');
  return figures;
}
