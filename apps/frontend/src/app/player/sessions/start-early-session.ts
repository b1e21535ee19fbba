import type { StreamTokenResponse } from '@ppf/contracts';
import { WhepSession } from '@ppf/whep';
import { HlsPreroll } from '../preroll/hls-preroll';
import { currentDevice, supportsPreroll } from '../preroll/preroll-support';
import { CameraOfflineError } from '../state/playback-failure';
import { EarlySession } from './early-session';

/**
 * Starts the session of a pit, and its preroll, while the page with the player is still loading. The player of that pit
 * claims both (`claimEarlySession`). An unclaimed earlier session is closed.
 * @param isPageEmpty whether the page is empty, so that the picture may be shown before the player exists
 */
export function startEarlySession(
  pitId: number,
  requestToken: () => Promise<StreamTokenResponse>,
  isPageEmpty = false,
): void {
  if (document.hidden || typeof RTCPeerConnection === 'undefined') return;
  globalThis.ppfEarlySession?.close();
  const early = new EarlySession(pitId, isPageEmpty);
  const getAccess = async () => {
    const token = await requestToken();
    if (token.camera.status === 'offline') throw new CameraOfflineError();
    early.holdToken(token);
    early.holdPreroll(openPreroll(token));
    return { url: token.webrtc_url, authorization: token.authorization, iceServers: token.ice_servers };
  };
  early.hold(new WhepSession({ getAccess, listener: early.listener }));
  globalThis.ppfEarlySession = early;
}

/** Ignores the open prerolls of the page, because the user is leaving its wall. */
function openPreroll({ instant_picture, hls_url, authorization }: StreamTokenResponse): HlsPreroll | null {
  if (!instant_picture || !supportsPreroll({ ...currentDevice(), prerolls: 0 })) return null;
  return new HlsPreroll({ url: hls_url, authorization });
}
