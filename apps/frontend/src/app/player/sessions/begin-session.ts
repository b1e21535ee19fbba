import type { StreamTokenResponse } from '@ppf/contracts';
import { WhepSession } from '@ppf/whep';
import { Bridge } from '../bridge/bridge';
import { affordsBridge, thisDevice } from '../bridge/bridge-support';
import { CameraOffline } from '../ways/camera-offline';
import { FirstSession } from './first-session';

/**
 * Begins a pit's session, and the bridge to its first picture, while the page that will show it is still on its way: the
 * player of that pit takes both over (`claimFirstSession`). Whatever was begun before and nobody took is left.
 * @param onBlankPage whether the pictures may stand on the page until the player has them
 */
export function beginSession(
  pitId: number,
  askToken: () => Promise<StreamTokenResponse>,
  onBlankPage = false,
): void {
  if (document.hidden || typeof RTCPeerConnection === 'undefined') return;
  globalThis.ppfFirstSession?.leave();
  const first = new FirstSession(pitId, onBlankPage);
  const access = async () => {
    const token = await askToken();
    if (token.camera.status === 'offline') throw new CameraOffline();
    first.holdToken(token);
    first.holdBridge(bridgeFor(token));
    return { url: token.webrtc_url, authorization: token.authorization, iceServers: token.ice_servers };
  };
  first.hold(new WhepSession({ access, listener: first.listener }));
  globalThis.ppfFirstSession = first;
}

/** The bridges of a wall do not count: it is being left. */
function bridgeFor({ instant_picture, hls_url, authorization }: StreamTokenResponse): Bridge | null {
  if (!instant_picture || !affordsBridge({ ...thisDevice(), bridges: 0 })) return null;
  return new Bridge({ url: hls_url, authorization });
}
