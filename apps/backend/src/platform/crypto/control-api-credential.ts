import { type ControlApiCredential } from '@ppf/mediamtx';
import { createHmac } from 'node:crypto';

/**
 * What this backend shows MediaMTX's control API, in case the API asks the hook (an empty `authHTTPExclude`, the
 * default of v1.20.1). Derived from the hook's secret, so that there is no further setting; the secret itself is only
 * ever sent by MediaMTX to us.
 */
export function controlApiCredential(hookSecret: string): ControlApiCredential {
  const password = createHmac('sha256', hookSecret).update('control API credential').digest('base64url');
  return { user: 'ppf-backend', password };
}
