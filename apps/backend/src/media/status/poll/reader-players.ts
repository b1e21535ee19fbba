import { type ControlApi, ControlApiProblem, type PathItem, type SessionItem } from '@ppf/mediamtx';
import { playerOf } from '../../../platform/crypto/stream-token-id';
import { type ListedReader } from '../../../media-servers';

/** Format of a jti. Other user names identify no player. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Adds the player of each reader to paths where one player may have two readers: an HLS session and another one. Reads
 * the session lists only for such paths. Returns the paths unchanged when the lists cannot be read.
 */
export async function withPlayers(
  items: readonly PathItem[],
  sessions: Pick<ControlApi['sessions'], 'list'>,
): Promise<readonly PathItem[]> {
  if (!items.some(isAmbiguous)) return items;
  try {
    const lists = await Promise.all([sessions.list('hls'), sessions.list('webrtc')]);
    return addPlayers(items, lists.flat());
  } catch (failure) {
    if (failure instanceof ControlApiProblem) return items;
    throw failure;
  }
}

/** Adds players to the readers of ambiguous paths. Pure. */
function addPlayers(items: readonly PathItem[], sessions: readonly SessionItem[]): readonly PathItem[] {
  const players = new Map(
    sessions.flatMap(({ id, user }) => (UUID.test(user) ? [[id, playerOf(user)]] : [])),
  );
  const withPlayer = (reader: ListedReader): ListedReader => {
    const player = players.get(reader.id);
    return player === undefined ? reader : { ...reader, player };
  };
  return items.map((item) => (isAmbiguous(item) ? { ...item, readers: item.readers.map(withPlayer) } : item));
}

function isAmbiguous({ readers }: PathItem): boolean {
  return readers.length > 1 && readers.some(({ type }) => type === 'hlssession');
}
