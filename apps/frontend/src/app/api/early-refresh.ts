import type { AccessTokenResponse } from '@ppf/contracts';

declare global {
  /** Begun by public/first.js while the application was still being loaded. */
  var ppfEarlyRefresh: Promise<Response> | undefined;
}

/**
 * What the renewal begun by the page's head brought; null when there was none or it failed, so that the ordinary call
 * is made and its failure is seen.
 */
export async function takeEarlyRefresh(): Promise<AccessTokenResponse | null> {
  const begun = globalThis.ppfEarlyRefresh;
  globalThis.ppfEarlyRefresh = undefined;
  try {
    const answer = await begun;
    return answer?.ok ? ((await answer.json()) as AccessTokenResponse) : null;
  } catch {
    return null;
  }
}
