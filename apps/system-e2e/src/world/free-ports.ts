import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { once } from 'node:events';

/** A port on loopback that nobody holds, over TCP and UDP. */
export async function freePort(): Promise<number> {
  const tcp = createServer().listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  const udp = createSocket('udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      udp.once('error', reject);
      udp.bind(address.port, '127.0.0.1', resolve);
    });
    return address.port;
  } finally {
    udp.close();
    tcp.close();
    await once(tcp, 'close');
  }
}
