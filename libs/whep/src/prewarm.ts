/**
 * Makes and throws away a peer connection and an offer, so that the browser's one-off costs (loading the stack, the
 * certificate, the codec list: some 70 ms in Chromium) are paid before somebody waits for a picture. Never rejects.
 */
export async function prewarm(): Promise<void> {
  if (typeof RTCPeerConnection === 'undefined') return;
  const connection = new RTCPeerConnection();
  try {
    connection.addTransceiver('video', { direction: 'recvonly' });
    await connection.createOffer();
  } catch {
    // Only a head start is lost: the real attempt will say what is wrong.
  } finally {
    connection.close();
  }
}
