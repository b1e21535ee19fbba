import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { SessionStore } from './session-store';

/** Lets signed-in people in; sends others to sign in, and back here afterwards. */
export const signedIn: CanActivateFn = async (_route, state): Promise<true | UrlTree> => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.restore();
  if (session.user()) return true;
  return router.createUrlTree(['/sign-in'], { queryParams: state.url === '/' ? {} : { return: state.url } });
};

/** The sign-in page is for those who are not signed in. */
export const signedOut: CanActivateFn = async (route): Promise<true | UrlTree> => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.restore();
  return session.user() ? router.parseUrl(returnAddress(route.queryParamMap.get('return'))) : true;
};

/** Where to go after sign-in: an address of this application, never of another host. */
export function returnAddress(asked: string | null): string {
  return asked !== null && /^\/(?![/\\])/.test(asked) && !asked.startsWith('/sign-in') ? asked : '/pits';
}
