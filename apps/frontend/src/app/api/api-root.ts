import { HttpContextToken } from '@angular/common/http';

/** Path of the API on the origin of the dashboard. */
export const API_ROOT = '/api/v1';

/** Whether a URL belongs to the API. Only these may receive the access token. */
export function isOurApi(url: string): boolean {
  return url.startsWith(`${API_ROOT}/`);
}

/** Set on requests without an access token: sign-in, refresh, sign-out. */
export const WITHOUT_ACCESS_TOKEN = new HttpContextToken(() => false);
