import type { RTCDtlsTransport } from 'werift';

const ALERT = 21;
const WARNING_CLOSE_NOTIFY = Buffer.from([1, 0]);

/** The record layer that werift keeps to itself, as far as an alert needs it. */
interface RecordLayer {
  cipher: { encryptPacket(packet: { recordLayerHeader: { contentType: number } }): unknown };
  send(fragment: Buffer): Promise<void>;
}

/**
 * Sends the DTLS alert close_notify (RFC 6347), which ends a session for browsers at once. MediaMTX does; werift
 * leaves it out, so the one record that follows is sent as an alert instead of as application data.
 */
export async function sendCloseNotify(transport: RTCDtlsTransport): Promise<void> {
  const layer = transport.dtls as unknown as RecordLayer | undefined;
  if (transport.state !== 'connected' || !layer) return;
  const encrypt = layer.cipher.encryptPacket.bind(layer.cipher);
  layer.cipher.encryptPacket = (packet) => {
    packet.recordLayerHeader.contentType = ALERT;
    return encrypt(packet);
  };
  await layer.send(WARNING_CLOSE_NOTIFY).catch(() => undefined);
}
