import { X509Certificate } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { camera, endOf, GOOD, probe, stopCameras } from '../fixtures/probe-scripted';
import { recordedPackets } from '../fixtures/recorded-stream';
import { answer, CAMERA_PEM, type Script, startScriptedCamera } from '../fixtures/scripted-camera';

const sockets: Socket[] = [];
async function socketAt(address: string, port = 0): Promise<Socket> {
  const socket = createSocket('udp4').bind(port, address);
  await once(socket, 'listening');
  sockets.push(socket);
  return socket;
}

afterEach(async () => {
  await stopCameras();
  for (const socket of sockets.splice(0)) socket.close();
});

interface UdpCamera {
  /** What it answers to SETUP over TCP. */
  readonly tcp: string;
  /** What it answers to SETUP over UDP. */
  readonly udp: string;
  /** Whether its packets arrive. */
  readonly sends?: boolean;
  /** More of its Transport header. */
  readonly more?: string;
}

/** A camera that answers SETUP so, and sends a picture each 40 ms from its own UDP port once it plays. */
async function udpCamera({ tcp, udp, sends = true, more = '' }: UdpCamera): Promise<Script> {
  const own = await socketAt('127.0.0.1');
  const { port } = own.address();
  let client = 0;
  return (request, socket) => {
    const asked = request.headers.get('transport') ?? '';
    if (request.method === 'SETUP' && /client_port/.test(asked)) {
      client = Number(/client_port=(\d+)/.exec(asked)?.[1]);
      const transport = `RTP/AVP;unicast;client_port=${client}-${client + 1};server_port=${port}-${port + 1}`;
      return answer(udp, request, { Transport: `${transport}${more}`, Session: '1' });
    }
    if (request.method === 'SETUP' && tcp !== '200 OK') return answer(tcp, request);
    if (request.method === 'PLAY' && client > 0) {
      const packets = recordedPackets('h264-long-interval');
      const timer = setInterval(() => {
        const packet = packets.shift();
        if (packet && sends) own.send(packet, client, '127.0.0.1');
      }, 30);
      socket.on('close', () => clearInterval(timer));
      return answer('200 OK', request, { Session: '1' });
    }
    return GOOD(request, socket);
  };
}
const tried = async (how: UdpCamera, transport: 'automatic' | 'tcp' | 'udp') =>
  endOf(
    await probe(
      await camera(startScriptedCamera(await udpCamera(how))),
      { transport },
      { maxWatchMs: 2_000 },
    ),
  );

describe('probeCamera with the transport of the media server', () => {
  it.each(['461 Unsupported Transport', '406 Not Acceptable'])(
    'plays a camera over UDP that answers %s over TCP',
    async (tcp) => {
      const how = { tcp, udp: '200 OK' };
      expect(await tried(how, 'tcp')).toEqual([false, 'play', 'tcp-refused']);
      expect(await tried(how, 'udp')).toEqual([true, 'video', undefined]);
      expect(await tried(how, 'automatic')).toEqual([true, 'video', undefined]);
    },
  );

  it('reports that packets over UDP do not arrive', async () => {
    const how = { tcp: '461 Unsupported Transport', udp: '200 OK', sends: false };
    expect(await tried(how, 'udp')).toEqual([false, 'video', 'udp-no-packets']);
    expect(await tried(how, 'automatic')).toEqual([false, 'video', 'udp-no-packets']);
  });

  it.each(['461 Unsupported Transport', '406 Not Acceptable'])(
    'names a camera that answers %s over UDP',
    async (udp) => {
      expect(await tried({ tcp: '200 OK', udp }, 'udp')).toEqual([false, 'play', 'udp-refused']);
      // It plays over TCP, and this one sends nothing.
      expect(await tried({ tcp: '200 OK', udp }, 'automatic')).toEqual([false, 'video', 'no-picture']);
    },
  );

  it('sends nothing to another address from the camera’s response', async () => {
    const other = await socketAt('127.0.0.9');
    const more = ';source=127.0.0.9;destination=127.0.0.9';
    const got: string[] = [];
    other.on('message', (bytes) => got.push(bytes.toString()));
    const script = await udpCamera({ tcp: '461 No', udp: '200 OK', more });
    const own = sockets.at(-1)!;
    const opened = once(own, 'message');
    // The same port at the other address, to which a client that believed the camera would send.
    const twin = await socketAt('127.0.0.9', own.address().port);
    twin.on('message', (bytes) => got.push(bytes.toString()));
    await probe(await camera(startScriptedCamera(script)), { transport: 'udp' });
    await opened;
    const marker = once(twin, 'message');
    own.send('marker', twin.address().port, '127.0.0.9');
    await marker;
    expect(got).toEqual(['marker']);
  });

  it('offers no UDP beside TLS, which would not encrypt it', async () => {
    const fingerprint = new X509Certificate(CAMERA_PEM).fingerprint256;
    const secured = await camera(startScriptedCamera(GOOD, () => undefined, CAMERA_PEM));
    expect(endOf(await probe(secured, { transport: 'udp', tls: { fingerprint } }))[2]).toBe('udp-refused');
    expect(secured.requests.some(({ method }) => method === 'SETUP')).toBe(false);
  });
});
