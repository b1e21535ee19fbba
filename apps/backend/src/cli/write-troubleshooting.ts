import { writeFile } from 'node:fs/promises';
import { troubleshootingPage } from '../diagnosis';
import type { Arguments } from './arguments';

/** Where the committed page of faults is. */
export const TROUBLESHOOTING_FILE = 'docs/guides/troubleshooting.md';

/** Writes the page of everything that a diagnosis can find, from its texts. */
export async function writeTroubleshooting({ out = TROUBLESHOOTING_FILE }: Arguments): Promise<string> {
  await writeFile(out, troubleshootingPage());
  return `Wrote ${out}.`;
}
