import { HttpContextToken } from '@angular/common/http';

/** Where our API is, on the dashboard's own origin. */
export const API_ROOT = '/api/v1';

/** Whether a URL is one of our API: only these may carry the access token. */
export function isOurApi(url: string): boolean {
  return url.startsWith(`${API_ROOT}/`);
}

/** Set on calls that are made without an access token: sign-in, refresh, sign-out. */
export const WITHOUT_ACCESS_TOKEN = new HttpContextToken(() => false);
