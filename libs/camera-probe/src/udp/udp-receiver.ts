import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';

/** Maximum number of port pairs to try. */
const MAX_ATTEMPTS = 20;
/** An RTP packet without content and an empty receiver report, which open firewalls on the path, as in gortsplib. */
const EMPTY_RTP = Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const EMPTY_RTCP = Buffer.from([0x80, 0xc9, 0, 1, 0, 0, 0, 0]);

/** A pair of UDP ports, the even one for RTP and the next one for RTCP (RFC 3550 §11), that receives one track. */
export class UdpReceiver {
  private constructor(
    /** The even port. */
    readonly port: number,
    private readonly rtp: Socket,
    private readonly rtcp: Socket,
  ) {}

  /**
   * Binds a free pair of ports.
   * @param address The camera's checked address: decides between IPv4 and IPv6.
   * @param onPacket Receives each RTP datagram of any sender.
   * @throws Error when no pair is free.
   */
  static async open(address: string, onPacket: (packet: Buffer) => void): Promise<UdpReceiver> {
    const type = isIPv6(address) ? 'udp6' : 'udp4';
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const first = await bindSocket(type, 0);
      const { port } = first.address();
      const second = port % 2 === 0 ? await bindSocket(type, port + 1).catch(() => null) : null;
      if (second === null) {
        first.close();
        continue;
      }
      first.on('message', onPacket);
      return new UdpReceiver(port, first, second);
    }
    throw new Error('No pair of UDP ports is free.');
  }

  /**
   * Opens firewalls and NAT on the way by one datagram to each of the camera's ports.
   * @param address The checked address, never one that the camera names.
   * @param ports The camera's `server_port`.
   */
  openFirewall(address: string, [rtp, rtcp]: readonly [number, number]): void {
    this.rtp.send(EMPTY_RTP, rtp, address, () => undefined);
    this.rtcp.send(EMPTY_RTCP, rtcp, address, () => undefined);
  }

  /** Frees the ports. */
  close(): void {
    this.rtp.close();
    this.rtcp.close();
  }
}

async function bindSocket(type: 'udp4' | 'udp6', port: number): Promise<Socket> {
  const socket = createSocket({ type, reuseAddr: false });
  socket.bind(port);
  await once(socket, 'listening').catch((failure: unknown) => {
    socket.close();
    throw failure;
  });
  // A closed port of the camera causes an ICMP error.
  return socket.on('error', () => undefined);
}
