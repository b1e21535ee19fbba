import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A received request. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The exact body. */
  readonly body: string;
}

/** A receiver of webhooks on loopback. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** Status of the response; null: no response. */
  answer: { status: number; headers?: Record<string, string> } | null = { status: 204 };
  private readonly server: Server;

  /** @param pem With a key and a certificate: over TLS. */
  constructor(private readonly pem: string | null = null) {
    const listener: RequestListener = (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        this.received.push({ path: request.url ?? '', headers: request.headers, body });
        if (this.answer) response.writeHead(this.answer.status, this.answer.headers).end('a body');
      });
    };
    this.server = pem === null ? createServer(listener) : createTlsServer({ key: pem, cert: pem }, listener);
  }

  /** Starts to listen. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** URL of the receiver, by address. */
  get url(): string {
    return this.urlAt('127.0.0.1');
  }

  /** URL of the receiver, by a name of this machine. */
  urlAt(host: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `${this.pem === null ? 'http' : 'https'}://${host}:${port}/hooks/alerts`;
  }

  /** Closes the server. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
