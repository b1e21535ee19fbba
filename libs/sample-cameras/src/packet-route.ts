import { formatInterleavedPacket } from '@ppf/rtsp-wire';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { type Socket } from 'node:net';

/** Unsent bytes per reader. A slower reader misses pictures, so that it cannot fill the memory. */
const MAX_BACKLOG_BYTES = 2 * 1024 * 1024;
const MAX_PORT_ATTEMPTS = 50;

/** Transport of the packets to one reader. */
export interface PacketRoute {
  /** Value of the `Transport` response header (RFC 2326 §12.39). */
  readonly transport: string;
  /** False while the reader is so far behind that pictures are skipped. */
  accepts(): boolean;
  sendRtp(packet: Buffer): void;
  sendRtcp(packet: Buffer): void;
  close(): void;
}

/** Opens the route of a `Transport` request header. Undefined: the transport is not supported. */
export async function openRoute(
  requested: string,
  socket: Socket,
  host: string,
): Promise<PacketRoute | undefined> {
  if (/RTP\/AVP\/TCP/i.test(requested)) {
    return tcpRoute(socket, Number(/interleaved=(\d{1,3})/.exec(requested)?.[1] ?? 0));
  }
  const port = Number(/client_port=(\d{1,5})/.exec(requested)?.[1] ?? 0);
  if (!/RTP\/AVP/i.test(requested) || /multicast/i.test(requested) || port < 1 || port > 65_534)
    return undefined;
  return udpRoute(socket.remoteAddress ?? host, host, port);
}

/** Interleaves packets with the RTSP connection: RTP on `channel`, RTCP on the next one. */
export function tcpRoute(socket: Socket, channel: number): PacketRoute {
  return {
    transport: `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`,
    accepts: () => socket.writableLength < MAX_BACKLOG_BYTES,
    sendRtp: (packet) => void socket.write(formatInterleavedPacket(channel, packet)),
    sendRtcp: (packet) => void socket.write(formatInterleavedPacket(channel + 1, packet)),
    close: () => undefined,
  };
}

async function udpRoute(remoteAddress: string, host: string, port: number): Promise<PacketRoute> {
  const [rtp, rtcp] = await bindPortPair(host);
  const address = remoteAddress.replace('::ffff:', '');
  return {
    transport: `RTP/AVP;unicast;client_port=${port}-${port + 1};server_port=${rtp.address().port}-${rtcp.address().port}`,
    accepts: () => true,
    sendRtp: (packet) => rtp.send(packet, port, address),
    sendRtcp: (packet) => rtcp.send(packet, port + 1, address),
    close: () => [rtp, rtcp].forEach((socket) => socket.close()),
  };
}

/** Binds an even port and the one above it (RFC 3550 §11). */
async function bindPortPair(host: string): Promise<[UdpSocket, UdpSocket]> {
  for (let attempt = 0; attempt < MAX_PORT_ATTEMPTS; attempt += 1) {
    const rtp = await bind(host, 0);
    if (rtp && rtp.address().port % 2 === 0) {
      const rtcp = await bind(host, rtp.address().port + 1);
      if (rtcp) return [rtp, rtcp];
    }
    rtp?.close();
  }
  throw new Error('There is no free pair of UDP ports.');
}

async function bind(host: string, port: number): Promise<UdpSocket | undefined> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.once('error', () => resolve(undefined));
    socket.bind(port, host, () => {
      // A disconnected reader causes ICMP errors, which need no handling.
      socket.removeAllListeners('error').on('error', () => undefined);
      resolve(socket);
    });
  });
}
