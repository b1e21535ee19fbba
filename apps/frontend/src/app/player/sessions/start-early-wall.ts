import type { PitStreamName, StreamTokenResponse } from '@ppf/contracts';
import { startSession } from './start-early-session';

/** A pit whose session may start before the page of all pits. */
export interface EarlyPit {
  readonly id: number;
  readonly stream: PitStreamName;
}

/** Most sessions that start early: a screen shows about this number without scrolling. */
const MAX_SESSIONS = 9;
/** The same for a phone, whose pits are below each other. */
const MAX_SESSIONS_OF_PHONE = 2;
/** Largest width of a phone, CSS px. */
const PHONE_WIDTH_PX = 600;

/**
 * Starts the sessions of the first pits of the page of all pits while the page loads. The players of the pits claim them
 * (`claimEarlySession`); an unclaimed one is closed.
 * @param requestTokens one request for all; a rejected token lets the player of its pit request its own
 */
export function startEarlyWall(
  pits: readonly EarlyPit[],
  requestTokens: (pits: readonly EarlyPit[]) => readonly Promise<StreamTokenResponse>[],
): void {
  if (document.hidden || typeof RTCPeerConnection === 'undefined') return;
  const first = pits.slice(0, innerWidth < PHONE_WIDTH_PX ? MAX_SESSIONS_OF_PHONE : MAX_SESSIONS);
  if (first.length === 0) return;
  const tokens = requestTokens(first);
  // The sessions report rejections; one may arrive before its session waits for it.
  for (const token of tokens) token.catch(() => undefined);
  globalThis.ppfEarlyWall = new Map(
    first.map(({ id }, at) => [
      id,
      startSession(id, () => tokens[at] as Promise<StreamTokenResponse>, false),
    ]),
  );
}
