import type { RTCDtlsTransport } from 'werift';

const ALERT = 21;
const WARNING_CLOSE_NOTIFY = Buffer.from([1, 0]);

/** The parts of werift's private record layer that an alert needs. */
interface RecordLayer {
  cipher: { encryptPacket(packet: { recordLayerHeader: { contentType: number } }): unknown };
  send(fragment: Buffer): Promise<void>;
}

/**
 * Sends the DTLS alert close_notify (RFC 6347), which ends a session in browsers immediately. MediaMTX
 * sends it and werift does not, so this sends one record as an alert instead of as application data.
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
