import type { AccessTokenResponse, StreamTokenResponse } from '@ppf/contracts';
import { startEarlySession } from '../app/player/sessions/start-early-session';

/**
 * Continues after the token refresh of public/first.js. On a visible pit page it starts the WHEP session and the preroll,
 * so that the browser connects while the application loads.
 */
export function startEarly(): void {
  const refresh = globalThis.ppfEarlyRefresh;
  const pitId = findPitId(location.pathname);
  if (!refresh || !pitId) return;
  const response = refresh.then((original) => original.clone());
  startEarlySession(pitId, () => requestToken(pitId, response), true);
}

/** The pit id of a URL. Ids of numbered pits are stored by pits/pit-address.ts; 0 without a pit or a stored id. */
function findPitId(pathname: string): number {
  const [, id, workshop, number] =
    /^\/(?:pits\/([1-9]\d{0,9})|workshops\/(\d{1,10})\/pits\/(\d{1,10}))$/.exec(pathname) ?? [];
  if (id) return Number(id);
  if (!workshop || !number) return 0;
  try {
    const stored = JSON.parse(localStorage.getItem('ppf-pit-ids') ?? '{}') as Record<string, unknown>;
    const found = stored[`${workshop}/${number}`];
    return typeof found === 'number' && Number.isInteger(found) && found > 0 ? found : 0;
  } catch {
    return 0; // Some private windows have no storage.
  }
}

async function requestToken(pitId: number, refresh: Promise<Response>): Promise<StreamTokenResponse> {
  const { access_token } = await readBody<AccessTokenResponse>(await refresh);
  const response = await fetch('/api/v1/streams/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ pit_id: pitId }),
  });
  return readBody<StreamTokenResponse>(response);
}

async function readBody<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`The API returned ${response.status}.`);
  return (await response.json()) as T;
}
