import { WhepError } from './whep-error';

/** Returns null where a policy, an extension or the browser itself disables WebRTC. */
export function createConnection(): RTCPeerConnection | null {
  try {
    return new RTCPeerConnection();
  } catch {
    return null;
  }
}

/** Rejects asynchronously, so that the caller of the constructor has the session before `onFailed`. */
export async function rejectWithoutWebRtc(): Promise<never> {
  await Promise.resolve();
  throw new WhepError('browser');
}

/** ICE servers apply from the next gathering (RFC 8829 §4.1.18), so a second offer is needed. */
export async function restartWithIceServers(
  connection: RTCPeerConnection,
  iceServers: RTCIceServer[],
): Promise<void> {
  connection.setConfiguration({ iceServers });
  await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
}
