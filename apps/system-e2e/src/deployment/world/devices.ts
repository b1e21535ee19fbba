import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** A device on the network that accepts connections at a port of 127.0.0.1. */
export interface Device {
  readonly port: number;
  stop(): Promise<void>;
}

/** A device that calls a function for each connection. @param tls Key and certificate: it uses TLS. */
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

/** A network between a camera and its clients. */
export interface Between {
  /** Whether it forwards a client, by the client's first bytes. */
  readonly lets?: (first: string) => boolean;
  /** Delay of the camera's bytes to the client, in milliseconds. */
  readonly delayMs?: number;
  /** Responses to delay; absent: all. */
  readonly delays?: (said: string) => boolean;
}

/** A network on the way to a camera. */
export function startNetwork(
  port: number,
  { lets = () => true, delayMs = 0, delays = () => true }: Between,
): Promise<Device> {
  return startDevice((caller) => {
    const camera = connect(port, '127.0.0.1').on('error', () => caller.destroy());
    caller.on('close', () => camera.destroy());
    camera.on('close', () => caller.destroy());
    caller.once('data', (first: Buffer) => {
      if (!lets(first.toString('latin1'))) return void caller.destroy();
      camera.write(first);
      caller.on('data', (more) => camera.write(more));
    });
    camera.on('data', (said: Buffer) => {
      const waitMs = delays(said.toString('latin1')) ? delayMs : 0;
      setTimeout(() => caller.destroyed || caller.write(said), waitMs);
    });
  });
}

/** An RTSP response of a camera: the end of the status line, headers, and a body. */
export interface RtspAnswer {
  readonly status: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent before it. */
  readonly before?: string;
  /** Its CSeq is that of the previous request. */
  readonly isLate?: boolean;
}

/** Different response to one method; null: the camera closes the connection. */
export type Oddity = RtspAnswer | ((request: string) => RtspAnswer | null);

/** The description of a good camera. */
export const GOOD_STREAM = [
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
  SETUP: { status: '200 OK', headers: { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1', Session: '1' } },
};

/** A camera that answers some methods otherwise than a good one, which it is up to its pictures. @param methods With blanks between. */
export function startOddCamera(methods: string, odd: Oddity): Promise<Device> {
  return startDevice((socket) => {
    socket.on('data', (bytes) => {
      const request = bytes.toString('latin1');
      const asked = /^\w+/.exec(request)?.[0] ?? '';
      const unusual = typeof odd === 'function' ? odd(request) : odd;
      const isOdd = methods.split(' ').includes(asked);
      if (isOdd && unusual === null) return void socket.destroy();
      const usual = WELL[asked] ?? { status: '200 OK' };
      const {
        status,
        headers = {},
        body = '',
        before = '',
        isLate = false,
      } = isOdd ? (unusual ?? usual) : usual;
      const lines = Object.entries({ ...headers, 'Content-Length': String(body.length) });
      const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      const number = Number(/cseq: *(\d+)/i.exec(request)?.[1]) - (isLate ? 1 : 0);
      socket.write(`${before}RTSP/1.0 ${status}\r\nCSeq: ${number}\r\n${head}\r\n${body}`);
    });
  });
}

const OFFERS = ['MD5', 'SHA-256'].map(
  (each) => `WWW-Authenticate: Digest realm="c", nonce="n", algorithm=${each}`,
);

/** A camera that requires Digest authentication with SHA-256. It accepts any password. */
export function startShaCamera(port: number): Promise<Device> {
  return startDevice((caller) => {
    const camera = connect(port, '127.0.0.1').on('error', () => caller.destroy());
    caller.on('close', () => camera.destroy());
    camera.on('close', () => caller.destroy()).on('data', (said) => caller.write(said));
    caller.on('data', (bytes) => {
      const request = bytes.toString('latin1');
      const isSigned = request.startsWith('OPTIONS') || /algorithm="?SHA-256/.test(request);
      if (isSigned || !/^[A-Z]+ rtsp:/.test(request))
        return void camera.write(request.replace(/Authorization:.*\r\n/, ''), 'latin1');
      const number = /cseq: *(\d+)/i.exec(request)?.[1];
      caller.write(`RTSP/1.0 401 Unauthorized\r\nCSeq: ${number}\r\n${OFFERS.join('\r\n')}\r\n\r\n`);
    });
  });
}
