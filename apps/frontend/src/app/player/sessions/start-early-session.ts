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
  // The user is leaving the wall, so its open prerolls do not count.
  globalThis.ppfEarlySession = startSession(pitId, requestToken, isPageEmpty, 0);
}

/** @param prerolls open prerolls that count for the limit; by default those of the page when the token arrives */
export function startSession(
  pitId: number,
  requestToken: () => Promise<StreamTokenResponse>,
  isPageEmpty: boolean,
  prerolls?: number,
): EarlySession {
  const early = new EarlySession(pitId, isPageEmpty);
  const getAccess = async () => {
    const token = await requestToken();
    if (token.camera.status === 'offline') throw new CameraOfflineError();
    early.holdToken(token);
    early.holdPreroll(openPreroll(token, prerolls));
    return { url: token.webrtc_url, authorization: token.authorization, iceServers: token.ice_servers };
  };
  early.hold(new WhepSession({ getAccess, listener: early.listener }));
  return early;
}

function openPreroll(
  { instant_picture, hls_url, authorization }: StreamTokenResponse,
  prerolls = HlsPreroll.activeCount,
): HlsPreroll | null {
  if (!instant_picture || !supportsPreroll({ ...currentDevice(), prerolls })) return null;
  return new HlsPreroll({ url: hls_url, authorization });
}
