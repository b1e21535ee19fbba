/** The URL to open after the sign-in: a path of this application, never another host. */
export function toReturnUrl(requested: string | null): string {
  return requested !== null && /^\/(?![/\\])/.test(requested) && !requested.startsWith('/sign-in')
    ? requested
    : '/pits';
}

/** The sign-in page that returns to a URL of this application afterwards. */
export function signInUrl(url: string): string {
  return url === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(url)}`;
}
