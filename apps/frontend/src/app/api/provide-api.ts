import { provideHttpClient, withInterceptors } from '@angular/common/http';
import type { EnvironmentProviders } from '@angular/core';
import { withAccessToken } from './with-access-token';
import { withProblems } from './with-problems';

/** HttpClient as our API needs it: the access token on our own calls, failures as `ProblemError`. */
export function provideApi(): EnvironmentProviders {
  return provideHttpClient(withInterceptors([withProblems, withAccessToken]));
}
