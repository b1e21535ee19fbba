import type { AccessTokenResponse, StreamTokenResponse } from '@ppf/contracts';

/** A stream token that was asked for before the application was there. */
export interface FirstStreamToken {
  readonly pitId: number;
  /** In milliseconds since 1970. */
  readonly begunAt: number;
  readonly answer: Promise<Response | null>;
}

declare global {
  /** Begun by public/first.js while the application was still being loaded. */
  var ppfFirstRenewal: Promise<Response> | undefined;
  var ppfFirstStreamToken: FirstStreamToken | undefined;
}

/** A stream token is good for a minute; one that has waited this long is not worth the risk. In milliseconds. */
const TOO_OLD = 20_000;

/**
 * What the renewal begun by the page's head brought; null when there was none or it failed, so that the ordinary call
 * is made and its failure is seen.
 */
export function takeFirstRenewal(): Promise<AccessTokenResponse | null> {
  const begun = globalThis.ppfFirstRenewal;
  globalThis.ppfFirstRenewal = undefined;
  return bodyOf<AccessTokenResponse>(begun);
}

/** The stream token that the page's head asked for; null when it did not, or for another pit, or in vain. Once. */
export function takeFirstStreamToken(pitId: number): Promise<StreamTokenResponse | null> {
  const begun = globalThis.ppfFirstStreamToken;
  globalThis.ppfFirstStreamToken = undefined;
  const useful = begun?.pitId === pitId && Date.now() - begun.begunAt < TOO_OLD;
  return bodyOf<StreamTokenResponse>(useful ? begun.answer : undefined);
}

async function bodyOf<T>(begun: Promise<Response | null> | undefined): Promise<T | null> {
  try {
    const answer = await begun;
    return answer?.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}
