import { writeFile } from 'node:fs/promises';
import { renderTroubleshootingPage } from '../troubleshooting';

/** File of the committed troubleshooting guide. */
export const TROUBLESHOOTING_FILE = 'docs/guides/troubleshooting.md';

/** Writes the troubleshooting guide, generated from the texts of all findings. */
export async function writeTroubleshooting({
  out = TROUBLESHOOTING_FILE,
}: {
  readonly out?: string | undefined;
}): Promise<string> {
  await writeFile(out, renderTroubleshootingPage());
  return `Wrote ${out}.`;
}
