import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A WebRTC session as MediaMTX lists it. */
export interface MediaSession {
  readonly id: string;
  readonly user: string;
  readonly path: string;
  readonly created: string;
  bytesSent: number;
}

/** A MediaMTX with lists of sessions, and kicks. */
export class SessionLists {
  readonly webrtc = new Map<string, MediaSession>();
  readonly kicked: string[] = [];
  /** Number of requests for its WebRTC sessions. */
  listings = 0;
  private readonly server: Server = createServer((request, response) => {
    const [, , kind = '', call = '', id = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    // No list of HLS sessions, and none of the routes of v1.21.
    if (kind.startsWith('hls') || call === 'sessions')
      return void response.writeHead(404).end('404 page not found');
    if (call === 'kick') {
      this.kicked.push(id);
      response.writeHead(this.webrtc.delete(id) ? 200 : 404);
      return void response.end('{"error":"session not found"}');
    }
    if (kind === 'webrtcsessions') this.listings += 1;
    const items = kind === 'webrtcsessions' ? [...this.webrtc.values()] : [];
    const state = { state: 'read', remoteAddr: '10.0.0.1:1' };
    response.end(JSON.stringify({ pageCount: 1, items: items.map((each) => ({ ...each, ...state })) }));
  });

  /** Listens on a free port. @returns the port */
  async start(): Promise<number> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
