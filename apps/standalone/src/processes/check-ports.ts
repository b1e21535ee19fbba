import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { StartFault } from '../start-fault';

/** A port to open, and the setting that changes it. */
export interface WantedPort {
  readonly name: string;
  readonly port: number;
  /** Address to listen on; undefined: all. */
  readonly host: string | undefined;
  readonly protocol: 'tcp' | 'udp';
}

/** @throws StartFault with all ports that cannot be opened. */
export async function checkPorts(wanted: readonly WantedPort[]): Promise<void> {
  const outcomes = await Promise.all(wanted.map(async (each) => ({ ...each, code: await tryPort(each) })));
  const named = (code: string): string[] => [
    ...new Set(outcomes.filter((each) => each.code === code).map((each) => `${each.port} (${each.name})`)),
  ];
  const busy = named('EADDRINUSE');
  if (busy.length > 0)
    throw new StartFault(`${sentence(busy)} in use by another program: stop it, or set other ports.`);
  const closed = named('EACCES');
  if (closed.length > 0)
    throw new StartFault(`${sentence(closed)} not for this user to open: set 1024 or more.`);
  const foreign = outcomes.find((each) => each.code === 'EADDRNOTAVAIL');
  if (foreign) throw new StartFault(`This machine has no address ${foreign.host}: correct HOST.`);
}

function sentence(ports: readonly string[]): string {
  return ports.length === 1
    ? `Port ${ports[0]} is`
    : `Ports ${ports.slice(0, -1).join(', ')} and ${ports.at(-1)} are`;
}

async function tryPort({ port, host, protocol }: WantedPort): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error.code);
    if (protocol === 'tcp') {
      const server = createServer().once('error', failed);
      server.listen(port, host, () => server.close(() => resolve(undefined)));
    } else {
      const socket = createSocket(host?.includes(':') ? 'udp6' : 'udp4').once('error', failed);
      socket.bind(port, host, () => socket.close(() => resolve(undefined)));
    }
  });
}
