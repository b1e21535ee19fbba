import type { HttpEvent, HttpHandlerFn, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { AccessToken } from './access-token';
import { isOurApi, WITHOUT_ACCESS_TOKEN } from './api-root';
import { parseProblem } from './parse-problem';
import type { FailureCode } from './problem-error';

/** What the API answers to a token that has ended. */
const ENDED: readonly FailureCode[] = ['not-signed-in', 'session-ended'];

/**
 * Adds the access token to calls of our API, and to no other URL. A call that finds the token ended renews it and is
 * made once more; where the sign-in itself has ended, once the person has signed in again.
 */
export function withAccessToken(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
): Observable<HttpEvent<unknown>> {
  if (!isOurApi(request.url) || request.context.get(WITHOUT_ACCESS_TOKEN)) return next(request);
  const accessToken = inject(AccessToken);
  const used = accessToken.current()?.access_token ?? null;
  if (used === null) return renewAndSend(accessToken, request, next);
  return next(carrying(request, used)).pipe(
    catchError((failure: unknown) => {
      if (!ENDED.includes(parseProblem(failure).code)) return throwError(() => failure);
      const now = accessToken.current()?.access_token;
      if (now && now !== used) return next(carrying(request, now));
      return renewAndSend(accessToken, request, next);
    }),
  );
}

function renewAndSend(
  accessToken: AccessToken,
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
): Observable<HttpEvent<unknown>> {
  return from(accessToken.renew()).pipe(switchMap((grant) => next(carrying(request, grant.access_token))));
}

function carrying(request: HttpRequest<unknown>, token: string): HttpRequest<unknown> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}
