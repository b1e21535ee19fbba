import { type ControlApi, ControlApiProblem, type PathItem, type SessionItem } from '@ppf/mediamtx';
import { playerOf } from '../../../platform/crypto/stream-token-id';
import { type ListedReader } from '../../../media-servers';

/** Form of a jti; the user name of other sessions tells no player. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The paths with the player of each reader, where readers may be one player's twice: an HLS session and another one. Only
 * then the session lists are read. A media server that does not answer them leaves the paths as they are.
 */
export async function withPlayers(
  items: readonly PathItem[],
  sessions: Pick<ControlApi['sessions'], 'list'>,
): Promise<readonly PathItem[]> {
  if (!items.some(isAmbiguous)) return items;
  try {
    const lists = await Promise.all([sessions.list('hls'), sessions.list('webrtc')]);
    return namePlayers(items, lists.flat());
  } catch (failure) {
    if (failure instanceof ControlApiProblem) return items;
    throw failure;
  }
}

/** Pure. */
export function namePlayers(
  items: readonly PathItem[],
  sessions: readonly SessionItem[],
): readonly PathItem[] {
  const players = new Map(
    sessions.flatMap(({ id, user }) => (UUID.test(user) ? [[id, playerOf(user)]] : [])),
  );
  const named = (reader: ListedReader): ListedReader => {
    const player = players.get(reader.id);
    return player === undefined ? reader : { ...reader, player };
  };
  return items.map((item) => (isAmbiguous(item) ? { ...item, readers: item.readers.map(named) } : item));
}

function isAmbiguous({ readers }: PathItem): boolean {
  return readers.length > 1 && readers.some(({ type }) => type === 'hlssession');
}
