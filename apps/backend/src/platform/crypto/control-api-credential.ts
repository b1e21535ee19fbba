import { type ControlApiCredential } from '@ppf/mediamtx';
import { createHmac } from 'node:crypto';

/**
 * The credential of this backend for MediaMTX's control API, which may call the auth hook (an empty `authHTTPExclude`, the
 * default of v1.20.1). Derived from the hook's secret, so that there is no further setting. The secret itself is only
 * ever sent by MediaMTX to this backend.
 */
export function controlApiCredential(hookSecret: string): ControlApiCredential {
  const password = createHmac('sha256', hookSecret).update('control API credential').digest('base64url');
  return { user: 'ppf-backend', password };
}
