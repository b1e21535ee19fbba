import type { HttpEvent, HttpHandlerFn, HttpRequest } from '@angular/common/http';
import { catchError, type Observable, throwError } from 'rxjs';
import { isOurApi } from './api-root';
import { parseProblem } from './parse-problem';

/** Maps each failed API request to a `ProblemError`. */
export function withProblems(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
): Observable<HttpEvent<unknown>> {
  if (!isOurApi(request.url)) return next(request);
  return next(request).pipe(catchError((failure: unknown) => throwError(() => parseProblem(failure))));
}
