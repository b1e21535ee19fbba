import type { AccessRequest } from './access-request';

/** An allowed action. An empty path means all paths; `~` starts a regular expression. */
export interface Permission {
  action: string;
  path: string;
}

/** Actions with a path; the others have none. */
const PATH_ACTIONS = ['publish', 'read', 'playback'];

/** Whether one of the permissions covers a request (MediaMTX contract §1.8). */
export function isPermitted(permissions: readonly Permission[], { action, path }: AccessRequest): boolean {
  return permissions.some((each) => {
    if (each.action !== action) return false;
    if (!PATH_ACTIONS.includes(action) || each.path === '' || each.path === path) return true;
    return each.path.startsWith('~') && matches(each.path.slice(1), path);
  });
}

/** An invalid expression matches nothing. */
function matches(expression: string, path: string): boolean {
  try {
    return new RegExp(expression).test(path);
  } catch {
    return false;
  }
}
