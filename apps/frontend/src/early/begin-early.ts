import type { AccessTokenResponse, StreamTokenResponse } from '@ppf/contracts';
import { beginSession } from '../app/player/sessions/begin-session';

/**
 * Goes on from the renewal that public/first.js has begun: on a pit's page that somebody sees, begins its WHEP session,
 * so that the browser connects while the application loads, and the bridge that shows its first picture.
 */
export function beginEarly(): void {
  const renewal = globalThis.ppfFirstRenewal;
  const pitId = Number(/^\/pits\/([1-9]\d{0,9})$/.exec(location.pathname)?.[1]);
  if (!renewal || !pitId) return;
  const answer = renewal.then((response) => response.clone());
  beginSession(pitId, () => askToken(pitId, answer), true);
}

async function askToken(pitId: number, renewal: Promise<Response>): Promise<StreamTokenResponse> {
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
