import { writeFile } from 'node:fs/promises';
import { renderPermissionsPage } from '../auth';

/** File of the committed table of permissions. */
export const PERMISSIONS_FILE = 'docs/reference/permissions.md';

/** Writes the table of permissions. */
export async function writePermissions({
  out = PERMISSIONS_FILE,
}: {
  readonly out?: string | undefined;
}): Promise<string> {
  await writeFile(out, renderPermissionsPage());
  return `Wrote ${out}.`;
}
