import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** Something in the network that takes connections at a port of 127.0.0.1. */
export interface Device {
  readonly port: number;
  stop(): Promise<void>;
}

/** A device that does with each connection what it is told. @param tls Key and certificate: it speaks TLS. */
export async function startDevice(
  onConnect: (socket: Socket) => void,
  tls?: { readonly key: string; readonly cert: string },
): Promise<Device> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    onConnect(socket);
  };
  const server: Server = tls ? createTlsServer(tls, accept) : createServer(accept);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** What stands between a camera and those who call it. */
export interface Between {
  /** Whether it lets a caller pass, by what they say first. */
  readonly lets?: (first: string) => boolean;
  /** How much later than the camera says it everything reaches the caller, in milliseconds. */
  readonly delayMs?: number;
}

/** A network on the way to a camera. */
export function startNetwork(port: number, { lets = () => true, delayMs = 0 }: Between): Promise<Device> {
  return startDevice((caller) => {
    const camera = connect(port, '127.0.0.1').on('error', () => caller.destroy());
    caller.on('close', () => camera.destroy());
    camera.on('close', () => caller.destroy());
    caller.once('data', (first: Buffer) => {
      if (!lets(first.toString('latin1'))) return void caller.destroy();
      camera.write(first);
      caller.on('data', (more) => camera.write(more));
    });
    camera.on('data', (said) => setTimeout(() => caller.destroyed || caller.write(said), delayMs));
  });
}

/** An RTSP answer of a camera: the status line's end, headers, and a body. */
export interface RtspAnswer {
  readonly status: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const GOOD_STREAM = [
  'v=0',
  'o=- 0 0 IN IP4 127.0.0.1',
  's=camera',
  't=0 0',
  'm=video 0 RTP/AVP 96',
  'a=rtpmap:96 H264/90000',
  'a=fmtp:96 packetization-mode=1',
  'a=control:trackID=0',
  '',
].join('\r\n');
const DESCRIBED = { 'Content-Type': 'application/sdp' };
const WELL: Readonly<Record<string, RtspAnswer>> = {
  DESCRIBE: { status: '200 OK', headers: DESCRIBED, body: GOOD_STREAM },
};

/** A camera that answers one method otherwise than a good one, which it is up to its pictures. */
export function startOddCamera(method: string, odd: RtspAnswer): Promise<Device> {
  return startDevice((socket) => {
    socket.on('data', (bytes) => {
      const request = bytes.toString('latin1');
      const asked = /^\w+/.exec(request)?.[0] ?? '';
      const {
        status,
        headers = {},
        body = '',
      } = asked === method ? odd : (WELL[asked] ?? { status: '200 OK' });
      const lines = Object.entries({ ...headers, 'Content-Length': String(body.length) });
      const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      socket.write(`RTSP/1.0 ${status}\r\nCSeq: ${/cseq: *(\d+)/i.exec(request)?.[1]}\r\n${head}\r\n${body}`);
    });
  });
}
