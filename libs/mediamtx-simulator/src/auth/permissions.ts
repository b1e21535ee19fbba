import type { AccessRequest } from './access-request';

/** Something that somebody may do; an empty path is every path, `~` begins a regular expression. */
export interface Permission {
  action: string;
  path: string;
}

/** Actions that are about a path; the others ask for none. */
const OF_A_PATH = ['publish', 'read', 'playback'];

/** Whether one of the permissions covers a request (MediaMTX contract §1.8). */
export function isPermitted(permissions: readonly Permission[], { action, path }: AccessRequest): boolean {
  return permissions.some((each) => {
    if (each.action !== action) return false;
    if (!OF_A_PATH.includes(action) || each.path === '' || each.path === path) return true;
    return each.path.startsWith('~') && fits(each.path.slice(1), path);
  });
}

/** A broken expression permits nothing. */
function fits(expression: string, path: string): boolean {
  try {
    return new RegExp(expression).test(path);
  } catch {
    return false;
  }
}
