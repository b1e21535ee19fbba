import type { StreamTokenResponse } from '@ppf/contracts';
import type { WhepListener } from '@ppf/whep';
import type { ClaimedSession, EarlySession } from './early-session';

/** Longest wait of a navigation for the media requests, ms: near servers answer within it, and no user notices it. */
const NAVIGATION_DELAY_LIMIT_MS = 60;

declare global {
  /** Set by src/early while the application loads, and by a click on a tile. */
  var ppfEarlySession: EarlySession | undefined;
  /** Sessions of the page of all pits by pit id, set by src/early. */
  var ppfEarlyWall: Map<number, EarlySession> | undefined;
}

/** Claims the early session of this pit, once; null if there is none. */
export function claimEarlySession(pitId: number, listener: WhepListener): ClaimedSession | null {
  const early = globalThis.ppfEarlySession;
  globalThis.ppfEarlySession = undefined;
  const claimed = early?.claim(pitId, listener);
  if (claimed) return claimed;
  const ofWall = globalThis.ppfEarlyWall?.get(pitId);
  globalThis.ppfEarlyWall?.delete(pitId);
  return ofWall?.claim(pitId, listener) ?? null;
}

/** Closes the early sessions of the page of all pits that no player has claimed. Called when the page is left. */
export function closeEarlyWall(): void {
  for (const early of globalThis.ppfEarlyWall?.values() ?? []) early.close();
  globalThis.ppfEarlyWall = undefined;
}

/** The token of the early session of this pit; null if there is no session, or no token yet. */
export function earlyToken(pitId: number): StreamTokenResponse | null {
  const early = globalThis.ppfEarlySession;
  const ofPit = early?.pitId === pitId ? early : globalThis.ppfEarlyWall?.get(pitId);
  return ofPit?.issued ?? null;
}

/**
 * Resolves when the early session has sent its media requests, has failed, or the limit has passed. Creating a page
 * occupies the main thread; responses to earlier requests arrive meanwhile.
 */
export async function mediaRequested(): Promise<void> {
  const early = globalThis.ppfEarlySession;
  if (!early) return;
  const limit = new Promise<void>((resolve) => setTimeout(resolve, NAVIGATION_DELAY_LIMIT_MS));
  await Promise.race([early.mediaRequested, early.canStartApplication, limit]);
}
