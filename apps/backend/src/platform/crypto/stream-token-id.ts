import { randomUUID } from 'node:crypto';

/** Leading characters of a jti that all tokens of one player share: `xxxxxxxx-xxxx`, 48 random bits. */
export const PLAYER_ID_LENGTH = 13;

/**
 * The player that a stream token was issued for, from its jti. A player opens several viewing sessions while it tries
 * WebRTC and HLS. The media server lists each under its jti, so this groups the sessions of one viewer.
 */
export function playerOf(jti: string): string {
  return jti.slice(0, PLAYER_ID_LENGTH);
}

/** Creates a jti (RFC 9562 UUID, version 4). @param before jti of an earlier token of the same player; absent: a new player */
export function newTokenId(before?: string): string {
  const fresh = randomUUID();
  return before === undefined ? fresh : playerOf(before) + fresh.slice(PLAYER_ID_LENGTH);
}
