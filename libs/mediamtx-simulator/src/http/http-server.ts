import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isInNetworks } from '../auth/networks';
import { parseAddress } from './listen-address';

/** A request, taken apart once. */
export interface Exchange {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  method: string;
  /** Percent-decoded path. */
  path: string;
  /** The query as it came, without its question mark. */
  rawQuery: string;
  query: URLSearchParams;
  /** The client, or whom a trusted proxy names as the client. */
  ip: string;
  /** `ip:port` of the client. */
  remoteAddr: string;
}

/** What a server needs: where it listens, whom it lets in cross-origin, whose X-Forwarded-For it believes. */
export interface HttpServerOptions {
  address: string;
  allowOrigins: string[];
  trustedProxies: string[];
  /** Answer to a CORS preflight, which is given before anything else is looked at. */
  preflight: { methods: string; headers: string } | null;
  handle: (exchange: Exchange) => Promise<void>;
}

/** A running HTTP server. */
export interface HttpServer {
  /** `127.0.0.1:8889`, with the port that it really got. */
  address: string;
  port: number;
  close(): Promise<void>;
}

/** Starts an HTTP server with the headers of MediaMTX's. Rejects when it can't listen. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = http.createServer((request, response) => {
    void serve(options, request, response);
  });
  const { host, port } = parseAddress(options.address);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address() as AddressInfo;
  return {
    address: `${bound.address}:${bound.port}`,
    port: bound.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  options: HttpServerOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  response.setHeader('Server', 'mediamtx');
  response.removeHeader('Connection');
  const origin = allowedOrigin(options.allowOrigins, request.headers.origin);
  if (origin) response.setHeader('Access-Control-Allow-Origin', origin);
  const { preflight } = options;
  if (preflight && request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
    response.setHeader('Access-Control-Allow-Methods', preflight.methods);
    response.setHeader('Access-Control-Allow-Headers', preflight.headers);
    response.writeHead(204).end();
    return;
  }
  const exchange = takeApart(request, response, options.trustedProxies);
  if (!exchange) {
    response.writeHead(400).end();
    return;
  }
  await options.handle(exchange).catch(() => response.destroy());
  if (!response.writableEnded && !response.destroyed) response.end();
}

function takeApart(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  trustedProxies: string[],
): Exchange | null {
  const [rawPath = '/', rawQuery = ''] = splitOnce(request.url ?? '/', '?');
  let path: string;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    return null;
  }
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const forwarded = request.headers['x-forwarded-for'];
  const last = [forwarded].flat().join(',').split(',').pop()?.trim();
  const ip = last && isInNetworks(trustedProxies, peer) ? last : peer;
  return {
    request,
    response,
    method: request.method ?? 'GET',
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    ip,
    remoteAddr: `${ip}:${request.socket.remotePort ?? 0}`,
  };
}

function splitOnce(given: string, mark: string): [string, string] {
  const at = given.indexOf(mark);
  return at < 0 ? [given, ''] : [given.slice(0, at), given.slice(at + 1)];
}

/** `*` is said as it is; else the caller's origin, when it is in the list (MediaMTX contract §5). */
function allowedOrigin(allowed: string[], origin: string | undefined): string | null {
  if (allowed.includes('*')) return '*';
  if (!origin) return null;
  const fits = (pattern: string) =>
    pattern === origin ||
    (pattern.includes('*') &&
      new RegExp(`^${pattern.split('*').map(escapeRegExp).join('[^/]+')}$`).test(origin));
  return allowed.some(fits) ? origin : null;
}

const escapeRegExp = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
