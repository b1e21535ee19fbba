import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A camera on loopback that responds to OPTIONS, and redirects DESCRIBE. */
export class RedirectingCamera {
  /** Target of the redirect; null: it responds that there is no such stream. */
  location: string | null = null;
  /** Milliseconds until it responds to DESCRIBE. */
  answersAfterMs = 0;
  /** Received requests, `DESCRIBE rtsp://…`. */
  readonly asked: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const request = text.slice(0, end);
        text = text.slice(end + 4);
        const waitMs = request.startsWith('DESCRIBE') ? this.answersAfterMs : 0;
        const answer = this.answer(request);
        if (waitMs === 0) socket.write(answer);
        else setTimeout(() => socket.write(answer), waitMs);
      }
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private answer(request: string): string {
    const [, method = '', uri = ''] = /^(\w+) (\S+)/.exec(request) ?? [];
    this.asked.push(`${method} ${uri}`);
    const cseq = /^CSeq: (.*)$/im.exec(request)?.[1] ?? '';
    if (method === 'OPTIONS') return `RTSP/1.0 200 OK\r\nCSeq: ${cseq}\r\nPublic: DESCRIBE\r\n\r\n`;
    if (this.location === null) return `RTSP/1.0 404 Not Found\r\nCSeq: ${cseq}\r\n\r\n`;
    return `RTSP/1.0 302 Found\r\nCSeq: ${cseq}\r\nLocation: ${this.location}\r\n\r\n`;
  }
}
