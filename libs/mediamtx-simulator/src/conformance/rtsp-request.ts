import net from 'node:net';

/** Responses of a connection. */
export interface RtspSeen {
  /** First lines of the responses with their challenges, as in the recordings. */
  answers: string[];
  closedBy: 'server' | 'client';
  ms: number;
}

/** Sends raw requests on one connection, one by one, and reports which side closes it. */
export function sendRtsp(port: number, requests: string[], waitMs = 300): Promise<RtspSeen> {
  const began = Date.now();
  return new Promise((resolve) => {
    const answers: string[] = [];
    const waiting = [...requests];
    let received = '';
    let ms = 0;
    let timer: NodeJS.Timeout | null = null;
    const socket = net.connect(port, '127.0.0.1', () => socket.write(waiting.shift() ?? ''));
    const done = (closedBy: RtspSeen['closedBy']) => {
      if (timer) clearTimeout(timer);
      socket.destroy();
      resolve({ answers, closedBy, ms });
    };
    socket.on('data', (data) => {
      received += data.toString('latin1');
      if (!received.includes('\r\n\r\n')) return;
      ms = Date.now() - began;
      const [status = ''] = received.split('\r\n');
      const challenge = /WWW-Authenticate: [^\r]*/.exec(received)?.[0];
      answers.push([status, challenge].filter(Boolean).join(' | '));
      received = '';
      const next = waiting.shift();
      if (next) socket.write(next);
      else timer = setTimeout(() => done('client'), waitMs);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done('server'));
  });
}

/** A raw request. */
export function rtsp(
  method: string,
  port: number,
  path: string,
  headers: Record<string, string> = {},
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} rtsp://127.0.0.1:${port}/${path} RTSP/1.0\r\nCSeq: 1\r\n${lines.join('')}\r\n`;
}

/** A reader that plays a path's first track over its connection. */
export interface RtspReader {
  /** Resolves when the connection ends; closes it after five seconds. */
  closedBy: Promise<RtspSeen['closedBy']>;
}

/** Reads a path until the server ends it. Rejects when PLAY is not answered with 200. */
export async function readRtsp(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<RtspReader> {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const closedBy = new Promise<RtspSeen['closedBy']>((resolve) => {
    const timer = setTimeout(() => {
      resolve('client');
      socket.destroy();
    }, 5000);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve('server');
    });
  });
  const exchange = (request: string) =>
    new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(data.toString('latin1')));
      socket.write(request);
    });
  await exchange(rtsp('DESCRIBE', port, path, headers));
  const Transport = 'RTP/AVP/TCP;unicast;interleaved=0-1';
  const setUp = await exchange(rtsp('SETUP', port, `${path}/trackID=0`, { ...headers, Transport }));
  const Session = /Session: ([^;\r]+)/.exec(setUp)?.[1] ?? '';
  const played = await exchange(rtsp('PLAY', port, path, { ...headers, Session }));
  if (!played.startsWith('RTSP/1.0 200')) throw new Error(played.split('\r\n')[0]);
  // The packets are ignored.
  socket.resume();
  return { closedBy };
}
