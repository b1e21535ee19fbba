import type { AccessTokenResponse } from '@ppf/contracts';

declare global {
  /** Set by public/first.js while the application loads. */
  var ppfEarlyRefresh: Promise<Response> | undefined;
}

/**
 * Takes the result of the early token refresh, once. Null if there was none or it failed; the caller then sends its own
 * request and handles its error.
 */
export async function takeEarlyRefresh(): Promise<AccessTokenResponse | null> {
  const refresh = globalThis.ppfEarlyRefresh;
  globalThis.ppfEarlyRefresh = undefined;
  try {
    const response = await refresh;
    return response?.ok ? ((await response.json()) as AccessTokenResponse) : null;
  } catch {
    return null;
  }
}

/** Hands a grant over to the application, which then starts without a request. */
export function handOverGrant(grant: AccessTokenResponse): void {
  globalThis.ppfEarlyRefresh = Promise.resolve(Response.json(grant));
}
