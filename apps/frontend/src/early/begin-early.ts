import type { AccessTokenResponse, StreamTokenResponse } from '@ppf/contracts';
import { type WhepAccess, WhepSession } from '@ppf/whep';
import { Bridge } from '../app/player/bridge/bridge';
import { affordsBridge, thisDevice } from '../app/player/bridge/bridge-support';
import { FirstSession } from '../app/player/first-session';

/**
 * Goes on from the renewal that public/first.js has begun: on a pit's page that somebody sees, begins its WHEP session,
 * so that the browser connects while the application loads, and the bridge that shows its first picture.
 */
export function beginEarly(): void {
  const renewal = globalThis.ppfFirstRenewal;
  const pitId = Number(/^\/pits\/([1-9]\d{0,9})$/.exec(location.pathname)?.[1]);
  if (!renewal || !pitId || document.hidden || typeof RTCPeerConnection === 'undefined') return;
  const answer = renewal.then((response) => response.clone());
  const first = new FirstSession(pitId);
  const access = async (): Promise<WhepAccess> => {
    const token = await askToken(pitId, answer);
    first.holdToken(token);
    first.holdBridge(bridgeFor(token));
    return { url: token.webrtc_url, authorization: token.authorization, iceServers: token.ice_servers };
  };
  first.hold(new WhepSession({ access, listener: first.listener }));
  globalThis.ppfFirstSession = first;
}

function bridgeFor({ instant_picture, hls_url, authorization }: StreamTokenResponse): Bridge | null {
  return instant_picture && affordsBridge(thisDevice()) ? new Bridge({ url: hls_url, authorization }) : null;
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
