import type { AccessTokenResponse, StreamTokenResponse } from '@ppf/contracts';
import { type WhepAccess, WhepSession } from '@ppf/whep';
import { FirstSession } from '../app/player/first-session';

/**
 * Begins the renewal of the sign-in where somebody was signed in, and on a pit's page that somebody sees also its WHEP
 * session: the browser then connects while the application loads.
 */
export function beginEarly(): void {
  const { pathname } = location;
  if (!wasSignedIn() || pathname.startsWith('/sign-in')) return;
  const renewal = renew();
  renewal.catch(() => undefined);
  globalThis.ppfFirstRenewal = renewal;

  const pitId = Number(/^\/pits\/([1-9]\d{0,9})$/.exec(pathname)?.[1]);
  if (!pitId || document.hidden || typeof RTCPeerConnection === 'undefined') return;
  const first = new FirstSession(pitId);
  first.hold(new WhepSession({ access: () => askAccess(pitId, renewal), listener: first.listener }));
  globalThis.ppfFirstSession = first;
}

function wasSignedIn(): boolean {
  try {
    return localStorage.getItem('ppf-signed-in') === 'yes';
  } catch {
    return false; // Storage is refused in some private windows.
  }
}

/** Without the lock that the application takes: it would come a turn late, and the API forgives a token spent twice. */
function renew(): Promise<Response> {
  return fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' });
}

async function askAccess(pitId: number, renewal: Promise<Response>): Promise<WhepAccess> {
  const { access_token } = await bodyOf<AccessTokenResponse>((await renewal).clone());
  const answer = await fetch('/api/v1/streams/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ pit_id: pitId }),
  });
  const token = await bodyOf<StreamTokenResponse>(answer);
  return { url: token.webrtc_url, authorization: token.authorization, iceServers: token.ice_servers };
}

async function bodyOf<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`The API answered ${answer.status}.`);
  return (await answer.json()) as T;
}
