import type { AccessTokenResponse, StreamTokenResponse } from '@ppf/contracts';
import { startEarlySession } from '../app/player/sessions/start-early-session';

/**
 * Goes on from the renewal that public/first.js has begun: on a pit's page that somebody sees, begins its WHEP session,
 * so that the browser connects while the application loads, and the bridge that shows its first picture.
 */
export function startEarly(): void {
  const renewal = globalThis.ppfEarlyRefresh;
  const pitId = pitOfAddress(location.pathname);
  if (!renewal || !pitId) return;
  const answer = renewal.then((response) => response.clone());
  startEarlySession(pitId, () => requestToken(pitId, answer), true);
}

/** The id of the pit that an address names, as it was seen last; 0: none, or never seen (app/pits/pit-address.ts). */
function pitOfAddress(pathname: string): number {
  const [, id, workshop, number] =
    /^\/(?:pits\/([1-9]\d{0,9})|workshops\/(\d{1,10})\/pits\/(\d{1,10}))$/.exec(pathname) ?? [];
  if (id) return Number(id);
  if (!workshop || !number) return 0;
  try {
    const known = JSON.parse(localStorage.getItem('ppf-pit-ids') ?? '{}') as Record<string, unknown>;
    const found = known[`${workshop}/${number}`];
    return typeof found === 'number' && Number.isInteger(found) && found > 0 ? found : 0;
  } catch {
    return 0; // Storage is refused in some private windows.
  }
}

async function requestToken(pitId: number, renewal: Promise<Response>): Promise<StreamTokenResponse> {
  const { access_token } = await bodyOf<AccessTokenResponse>(await renewal);
  const answer = await fetch('/api/v1/streams/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ pit_id: pitId }),
  });
  return bodyOf<StreamTokenResponse>(answer);
}

async function bodyOf<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`The API answered ${answer.status}.`);
  return (await answer.json()) as T;
}
