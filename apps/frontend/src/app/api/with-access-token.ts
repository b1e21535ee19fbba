import type { HttpEvent, HttpHandlerFn, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { AccessToken } from './access-token';
import { isOurApi, WITHOUT_ACCESS_TOKEN } from './api-root';
import { parseProblem } from './parse-problem';
import type { FailureCode } from './problem-error';

/** Problem codes of an expired token. */
const EXPIRED: readonly FailureCode[] = ['not-signed-in', 'session-ended'];

/**
 * Adds the access token to API requests only. A request with an expired token is repeated once after a refresh, or after
 * the next sign-in if the sign-in has expired.
 */
export function withAccessToken(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
): Observable<HttpEvent<unknown>> {
  if (!isOurApi(request.url) || request.context.get(WITHOUT_ACCESS_TOKEN)) return next(request);
  const accessToken = inject(AccessToken);
  const used = accessToken.current()?.access_token ?? null;
  if (used === null) return refreshAndSend(accessToken, request, next);
  return next(withToken(request, used)).pipe(
    catchError((failure: unknown) => {
      if (!EXPIRED.includes(parseProblem(failure).code)) return throwError(() => failure);
      const current = accessToken.current()?.access_token;
      if (current && current !== used) return next(withToken(request, current));
      return refreshAndSend(accessToken, request, next);
    }),
  );
}

function refreshAndSend(
  accessToken: AccessToken,
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
): Observable<HttpEvent<unknown>> {
  return from(accessToken.refresh()).pipe(switchMap((grant) => next(withToken(request, grant.access_token))));
}

function withToken(request: HttpRequest<unknown>, token: string): HttpRequest<unknown> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}
