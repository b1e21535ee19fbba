import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { once } from 'node:events';

/** A port on loopback that nobody holds, over TCP and UDP: `wanted`, or any. Rejects when it is held. */
export async function freePort(wanted = 0): Promise<number> {
  const tcp = createServer().listen(wanted, '127.0.0.1');
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

/** The first of some free ports in a row. */
export async function freePortsInARow(count: number): Promise<number> {
  for (let tried = 0; tried < 20; tried += 1) {
    const first = await freePort();
    const rest = Array.from({ length: count - 1 }, (_, at) => first + 1 + at);
    const free = await Promise.all(rest.map((port) => freePort(port).catch(() => undefined)));
    if (free.every((port) => port !== undefined)) return first;
  }
  throw new Error(`There are no ${count} free ports in a row.`);
}
