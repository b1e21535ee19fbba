import { provideHttpClient, withInterceptors } from '@angular/common/http';
import type { EnvironmentProviders } from '@angular/core';
import { withAccessToken } from './with-access-token';
import { withProblems } from './with-problems';

/** HttpClient with the access token on API requests and failures as `ProblemError`. */
export function provideApi(): EnvironmentProviders {
  return provideHttpClient(withInterceptors([withProblems, withAccessToken]));
}
