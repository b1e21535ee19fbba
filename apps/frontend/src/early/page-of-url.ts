/** Pages that are open to everyone, also without a sign-in. */
const OPEN_PAGES = /^\/(?:help|confirm-alerts)(?:\/|$)/;

/** Pages of one pit, with the pit id or with the workshop and the pit number. */
const PIT = /^\/(?:pits|workshops\/\d{1,10}\/pits)\/[1-9]\d{0,9}$/;

/** Whether the URL is the page of all pits. */
export function isWallUrl(pathname: string): boolean {
  return pathname === '/pits';
}

/** Whether the URL is the page of a pit. */
export function isPitUrl(pathname: string): boolean {
  return PIT.test(pathname);
}

/**
 * Whether the user has to sign in before the page is shown, as far as this browser has stored it (session/sign-in-hint.ts).
 * Without a stored value, `startSignIn` asks the server.
 */
export function mayNeedSignIn(pathname: string): boolean {
  if (OPEN_PAGES.test(pathname)) return false;
  try {
    const stored = localStorage.getItem('ppf-signed-in');
    return stored === null || stored === 'no';
  } catch {
    return false; // Some private windows have no storage.
  }
}
