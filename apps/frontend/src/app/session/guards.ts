import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { SessionStore } from './session-store';

/** Requires a signed-in user. Others are redirected to the sign-in page, and back afterwards. */
export const signedIn: CanActivateFn = async (_route, state): Promise<true | UrlTree> => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.restore();
  if (session.user()) return true;
  return router.createUrlTree(['/sign-in'], { queryParams: state.url === '/' ? {} : { return: state.url } });
};

/** Redirects signed-in users away from the sign-in page. */
export const signedOut: CanActivateFn = async (route): Promise<true | UrlTree> => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.restore();
  return session.user() ? router.parseUrl(toReturnUrl(route.queryParamMap.get('return'))) : true;
};

/** The URL to open after the sign-in: a path of this application, never another host. */
export function toReturnUrl(requested: string | null): string {
  return requested !== null && /^\/(?![/\\])/.test(requested) && !requested.startsWith('/sign-in')
    ? requested
    : '/pits';
}
