/**
 * Creates and discards a peer connection and an offer. The browser's one-time costs (WebRTC stack, certificate, codec
 * list: about 70 ms in Chromium) are then paid before a viewer waits for a picture. Never rejects.
 */
export async function prewarm(): Promise<void> {
  if (typeof RTCPeerConnection === 'undefined') return;
  const connection = new RTCPeerConnection();
  try {
    connection.addTransceiver('video', { direction: 'recvonly' });
    await connection.createOffer();
  } catch {
    // The real attempt reports the error.
  } finally {
    connection.close();
  }
}
