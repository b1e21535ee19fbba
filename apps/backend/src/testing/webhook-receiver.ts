import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request that came. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** To the byte. */
  readonly body: string;
}

/** A program that takes webhooks, on loopback. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** What is answered; null: nothing at all. */
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

  /** Begins to listen. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** Where webhooks go, by address. */
  get url(): string {
    return this.urlAt('127.0.0.1');
  }

  /** Where webhooks go, by a name of this machine. */
  urlAt(host: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `${this.pem === null ? 'http' : 'https'}://${host}:${port}/hooks/alerts`;
  }

  /** Ends. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
