import net from 'node:net';

/** What came back on a connection. */
export interface RtspSeen {
  /** First lines of the answers, each with its challenge, as the recordings have them. */
  answers: string[];
  closedBy: 'server' | 'client';
  ms: number;
}

/** Sends bare requests on one connection, one after the other, and looks who closes it. */
export function sendRtsp(port: number, requests: string[], patienceMs = 300): Promise<RtspSeen> {
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
      else timer = setTimeout(() => done('client'), patienceMs);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done('server'));
  });
}

/** A bare request. */
export function rtsp(
  method: string,
  port: number,
  path: string,
  headers: Record<string, string> = {},
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} rtsp://127.0.0.1:${port}/${path} RTSP/1.0\r\nCSeq: 1\r\n${lines.join('')}\r\n`;
}
