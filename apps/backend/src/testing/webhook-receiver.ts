import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
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
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      this.received.push({ path: request.url ?? '', headers: request.headers, body });
      if (this.answer) response.writeHead(this.answer.status, this.answer.headers).end('a body');
    });
  });

  /** Begins to listen. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** Where webhooks go. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks/alerts`;
  }

  /** Ends. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
