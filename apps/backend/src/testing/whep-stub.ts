import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The WebRTC port of a media server that calls the auth hook, as MediaMTX does for OPTIONS (MediaMTX contract §1.6). */
export class WhepStub {
  /** The auth hook and its credential; null: it calls none. */
  hook: { port: number; secret: string } | null = null;
  answers: 'as-mediamtx' | 'as-another-site' | 'as-a-proxy-alone' = 'as-mediamtx';
  private readonly server: Server = createServer((request, response) => {
    if (this.answers === 'as-another-site') return void response.writeHead(404).end('<html>');
    if (this.answers === 'as-a-proxy-alone') return void response.writeHead(502).end('<html>');
    const headers = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-Match',
    };
    if (request.headers['access-control-request-method']) return void response.writeHead(204, headers).end();
    void this.ask(request).then((status) => response.writeHead(status, headers).end());
  });

  /** Listens on a free port. @returns the port */
  async start(): Promise<number> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return (this.server.address() as AddressInfo).port;
  }

  /** Closes the server. */
  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async ask({ url = '', headers }: IncomingMessage): Promise<number> {
    if (!this.hook) return 401;
    const [user = '', password = ''] = (headers.authorization ?? '').replace('Bearer ', '').split(':');
    const asked = {
      ip: '127.0.0.1',
      user,
      password,
      action: 'read',
      protocol: 'webrtc',
      id: null,
      query: '',
    };
    const answer = await fetch(`http://127.0.0.1:${this.hook.port}/api/v1/streams/validate-token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`mediamtx:${this.hook.secret}`).toString('base64')}` },
      body: JSON.stringify({ ...asked, path: url.slice(1).replace('/whep', '') }),
    });
    return answer.status === 204 ? 204 : 401;
  }
}
