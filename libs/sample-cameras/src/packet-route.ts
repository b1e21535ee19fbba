import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { type Socket } from 'node:net';
import { interleaved } from './rtsp-message';

/** A reader that does not keep up misses pictures; it must not fill our memory. */
const BACKLOG_LIMIT_BYTES = 2 * 1024 * 1024;

/** Where the packets of one reader go. */
export interface PacketRoute {
  /** The `Transport` header that confirms it (RFC 2326 §12.39). */
  readonly transport: string;
  /** False when the reader is so far behind that the picture should be left out. */
  accepts(): boolean;
  sendRtp(packet: Buffer): void;
  sendRtcp(packet: Buffer): void;
  close(): void;
}

/** The route that a `Transport` header asks for, or undefined for one that we do not have. */
export async function openRoute(
  wanted: string,
  socket: Socket,
  host: string,
): Promise<PacketRoute | undefined> {
  if (/RTP\/AVP\/TCP/i.test(wanted)) {
    return tcpRoute(socket, Number(/interleaved=(\d{1,3})/.exec(wanted)?.[1] ?? 0));
  }
  const port = Number(/client_port=(\d{1,5})/.exec(wanted)?.[1] ?? 0);
  if (!/RTP\/AVP/i.test(wanted) || /multicast/i.test(wanted) || port < 1 || port > 65_534) return undefined;
  return udpRoute(socket.remoteAddress ?? host, host, port);
}

/** Packets inside the RTSP connection, RTP on `channel` and RTCP on the next. */
export function tcpRoute(socket: Socket, channel: number): PacketRoute {
  return {
    transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`,
    accepts: () => socket.writableLength < BACKLOG_LIMIT_BYTES,
    sendRtp: (packet) => void socket.write(interleaved(channel, packet)),
    sendRtcp: (packet) => void socket.write(interleaved(channel + 1, packet)),
    close: () => undefined,
  };
}

async function udpRoute(to: string, host: string, port: number): Promise<PacketRoute> {
  const [rtp, rtcp] = await portPair(host);
  const address = to.replace('::ffff:', '');
  return {
    transport: `RTP/AVP;unicast;client_port=${port}-${port + 1};server_port=${rtp.address().port}-${rtcp.address().port}`,
    accepts: () => true,
    sendRtp: (packet) => rtp.send(packet, port, address),
    sendRtcp: (packet) => rtcp.send(packet, port + 1, address),
    close: () => [rtp, rtcp].forEach((socket) => socket.close()),
  };
}

/** An even port and the one above it (RFC 3550 §11). */
async function portPair(host: string): Promise<[UdpSocket, UdpSocket]> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const rtp = await bound(host, 0);
    if (rtp && rtp.address().port % 2 === 0) {
      const rtcp = await bound(host, rtp.address().port + 1);
      if (rtcp) return [rtp, rtcp];
    }
    rtp?.close();
  }
  throw new Error('There is no free pair of UDP ports.');
}

async function bound(host: string, port: number): Promise<UdpSocket | undefined> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.once('error', () => resolve(undefined));
    socket.bind(port, host, () => {
      // A reader that is gone answers with ICMP: nothing to do about it.
      socket.removeAllListeners('error').on('error', () => undefined);
      resolve(socket);
    });
  });
}
