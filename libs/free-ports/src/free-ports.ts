import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

// From 32768 on Linux takes ports for connections and for whoever asks for any: one of those may be gone again before it
// is opened, and may be given to the next who asks.
const FIRST = 11_000;
const LAST = 32_000;

// Each process begins elsewhere, so that two that look at the same time do not meet; and goes on, so that it gets no port
// twice, though the first has not been opened yet.
let next = randomInt(FIRST, LAST);

/** A port of 127.0.0.1 that nobody holds, over TCP and UDP, and that this process has not given away before. */
export function freePort(): Promise<number> {
  return freePortsInARow(1);
}

/** The first of `count` such ports in a row. */
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
