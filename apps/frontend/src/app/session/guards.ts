import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { signInUrl, toReturnUrl } from './return-url';
import { SessionStore } from './session-store';

/** Requires a signed-in user. Others are redirected to the sign-in page, and back afterwards. */
export const signedIn: CanActivateFn = async (_route, state): Promise<true | UrlTree> => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.restore();
  if (session.user()) return true;
  return router.parseUrl(signInUrl(state.url));
};

/** Redirects signed-in users away from the sign-in page. */
export const signedOut: CanActivateFn = async (route): Promise<true | UrlTree> => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.restore();
  return session.user() ? router.parseUrl(toReturnUrl(route.queryParamMap.get('return'))) : true;
};
