// Load generator in its own process: HTTP/1.1 over raw sockets, because an HTTP client would cost more than the servers
// under test. Receives one message per job and replies with one message with the same id.
import net from 'node:net';
import { quantile } from './figures.js';
import type { SliceReport } from './load.js';
import type { Job } from './types.js';

interface Result {
  /** Milliseconds per response. */
  readonly times: number[];
  readonly unexpected: Record<string, number>;
}

type JobMessage = Job & { readonly id: number; readonly connections: number };

const SOURCE_ADDRESSES = 60_000;
let lastSource = 0;

/** Returns another loopback address each time, so that ports in TIME_WAIT (60 s) do not run out. Linux only. */
function nextSourceAddress(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  lastSource = (lastSource + 1) % SOURCE_ADDRESSES;
  return `127.0.${1 + Math.floor(lastSource / 250)}.${1 + (lastSource % 250)}`;
}

/** Returns the end of the first response in `bytes`, or -1 while it is incomplete. Supports Content-Length and no body. */
function endOfResponse(bytes: string): number {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return -1;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.slice(0, headEnd));
  const end = headEnd + 4 + (length ? Number(length[1]) : 0);
  return bytes.length >= end ? end : -1;
}

/** One connection with at most one request in flight. */
class Connection {
  private bytes = '';
  private readonly socket: net.Socket;
  private resolve: ((status: number) => void) | undefined;

  constructor(port: number) {
    const localAddress = nextSourceAddress();
    this.socket = net.connect({
      host: '127.0.0.1',
      port,
      ...(localAddress && { localAddress }),
      noDelay: true,
    });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk) => this.receive(String(chunk)));
    this.socket.on('error', () => this.settle(0));
    this.socket.on('close', () => this.settle(0));
  }

  /** Sends a request. @returns The status, or 0 when the connection failed. */
  send(text: string): Promise<number> {
    return new Promise((resolve) => {
      this.resolve = resolve;
      if (this.socket.destroyed) this.settle(0);
      else this.socket.write(text, 'latin1');
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(chunk: string): void {
    this.bytes += chunk;
    const end = endOfResponse(this.bytes);
    if (end < 0) return;
    const status = Number(this.bytes.slice(9, 12));
    this.bytes = this.bytes.slice(end);
    this.settle(status);
  }

  private settle(status: number): void {
    const { resolve } = this;
    this.resolve = undefined;
    resolve?.(status);
  }
}

/** Sends one request on a new connection. The time is from connecting to the complete response. */
async function sendOnNewConnection(job: JobMessage, text: string, result: Result): Promise<void> {
  const startedAt = performance.now();
  const connection = new Connection(job.port);
  const status = await connection.send(text);
  connection.close();
  record(job, result, status, performance.now() - startedAt);
}

function record(job: JobMessage, result: Result, status: number, milliseconds: number): void {
  // Without an expected status any response counts, and so does a closed connection.
  if (status === job.expect || job.expect === undefined) result.times.push(milliseconds);
  else result.unexpected[status] = (result.unexpected[status] ?? 0) + 1;
}

/** Sends as many requests as possible on `job.connections` connections for `job.seconds`. */
async function runClosedLoop(job: JobMessage, result: Result): Promise<void> {
  const until = performance.now() + job.seconds * 1000;
  let next = Math.floor(Math.random() * job.requests.length);
  const runConnection = async () => {
    let connection = job.keepAlive ? new Connection(job.port) : undefined;
    while (performance.now() < until) {
      const text = job.requests[(next += 1) % job.requests.length] ?? '';
      if (!connection) {
        await sendOnNewConnection(job, text, result);
        continue;
      }
      const startedAt = performance.now();
      const status = await connection.send(text);
      record(job, result, status, performance.now() - startedAt);
      if (status === 0) connection = new Connection(job.port);
    }
    connection?.close();
  };
  await Promise.all(Array.from({ length: job.connections }, runConnection));
}

/** Opens `rate` new connections per second, independent of the responses. */
async function runOpenLoop(job: JobMessage, rate: number, result: Result): Promise<void> {
  const startedAt = performance.now();
  const total = Math.round(rate * job.seconds);
  const pending: Promise<void>[] = [];
  for (let sent = 0; sent < total; sent += 1) {
    const wait = startedAt + (sent * 1000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    pending.push(sendOnNewConnection(job, job.requests[sent % job.requests.length] ?? '', result));
  }
  await Promise.all(pending);
}

async function run(job: JobMessage): Promise<SliceReport> {
  const result: Result = { times: [], unexpected: {} };
  const startedAt = performance.now();
  await (job.rate ? runOpenLoop(job, job.rate, result) : runClosedLoop(job, result));
  return {
    rate: result.times.length / ((performance.now() - startedAt) / 1000),
    p50: quantile(result.times, 0.5),
    p99: quantile(result.times, 0.99),
    count: result.times.length,
    unexpected: result.unexpected,
  };
}

process.on('message', async (job: JobMessage) => process.send?.({ id: job.id, result: await run(job) }));
process.on('disconnect', () => process.exit(0));
