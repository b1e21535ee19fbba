import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

// From 32768 on, Linux assigns ports to outgoing connections and to servers without a fixed port. Such a port could be in
// use again before it is opened.
const FIRST = 11_000;
const LAST = 32_000;

// Each process starts at a random port, so that two processes do not find the same one. The search continues from there,
// so that a process gets no port twice, even if the first one is not open yet.
let next = randomInt(FIRST, LAST);

/** Returns a port of 127.0.0.1 that is free over TCP and UDP and that this process has not returned before. */
export function freePort(): Promise<number> {
  return freePortsInARow(1);
}

/** Returns the first of `count` consecutive free ports. */
export async function freePortsInARow(count: number): Promise<number> {
  for (;;) {
    if (next + count > LAST) next = FIRST;
    const first = next;
    next += count;
    const free = await Promise.all(Array.from({ length: count }, (_, at) => isFree(first + at)));
    if (free.every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && canBind(port);
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function canBind(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4').once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
}
