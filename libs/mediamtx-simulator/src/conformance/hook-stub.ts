import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A received hook request. */
export interface HookCall {
  headers: http.IncomingHttpHeaders;
  rawHeaders: string[];
  body: Record<string, unknown>;
}

/** Returns the response status of a hook request. */
export type HookRule = (body: Record<string, unknown>) => number | Promise<number>;

/** The rule of the recordings: three kinds of valid credentials; everything else is denied. */
export const RECORDED_RULE: HookRule = (body) => {
  const is = (key: string, value: string) => body[key] === value;
  const camera = is('user', 'cam-1') && is('password', 'cam-secret');
  const viewer = String(body.user).startsWith('jti-') && is('password', 'eyJhbGciOi.payload.sig');
  const query = new URLSearchParams(String(body.query));
  const inQuery = [...query.getAll('token'), ...query.getAll('jwt')].includes('good-token');
  return camera || viewer || is('token', 'good-token') || inQuery ? 200 : 401;
};

/** A backend's auth hook that records its requests. */
export class HookStub {
  readonly calls: HookCall[] = [];
  connections = 0;
  /** Maximum number of concurrent requests. */
  maxConcurrentCalls = 0;
  rule: HookRule = RECORDED_RULE;
  /** Delay of every response in milliseconds. */
  delayMs = 0;
  private running = 0;
  private readonly server = http.createServer((request, response) => void this.answer(request, response));

  /** Listens on a free port. */
  async start(): Promise<number> {
    this.server.on('connection', () => this.connections++);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.maxConcurrentCalls = Math.max(this.maxConcurrentCalls, ++this.running);
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    this.calls.push({ headers: request.headers, rawHeaders: request.rawHeaders, body });
    if (this.delayMs > 0) await wait(this.delayMs);
    const status = await this.rule(body);
    this.running--;
    response.writeHead(status).end();
  }
}
