import type { Pit } from '@ppf/contracts';

/** Also read by src/early, which starts the viewing sessions of these pits before the application has loaded. */
const KEY = 'ppf-wall';
/** Most stored pits; src/early starts fewer. */
const MAX_PITS = 16;

/**
 * The stream that a tile plays: the second one while the camera sends both, if every browser that plays the first one can
 * play it. The second stream is never re-encoded, so its codec can be one that browsers do not play.
 */
export function tileStream({ stream, sub_stream: sub }: Pick<Pit, 'stream' | 'sub_stream'>): 'main' | 'sub' {
  if (stream.status !== 'live' || sub?.status !== 'live' || sub.codec === null) return 'main';
  return sub.codec === 'H264' || sub.codec === stream.codec ? 'sub' : 'main';
}

/** Stores the pits that play now, in the order of the page. */
export function storeWall(workshop: number, pits: readonly Pit[]): void {
  const playing = pits.filter(({ camera, stream }) => camera?.paused === false && stream.status === 'live');
  const stored = playing.slice(0, MAX_PITS).map((pit) => ({ id: pit.id, stream: tileStream(pit) }));
  const text = JSON.stringify({ workshop, pits: stored });
  try {
    // Each event about a stream calls this, and few of them change what is stored.
    if (localStorage.getItem(KEY) !== text) localStorage.setItem(KEY, text);
  } catch {
    // Some private windows refuse storage: the pictures then start a little later.
  }
}
