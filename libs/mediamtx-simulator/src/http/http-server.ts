import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isInNetworks } from '../auth/networks';
import { parseAddress } from './listen-address';

/** A parsed request and its response. */
export interface Exchange {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  method: string;
  /** Percent-decoded path. */
  path: string;
  /** The raw query, without its question mark. */
  rawQuery: string;
  query: URLSearchParams;
  /** Address of the client, or the one that a trusted proxy forwards. */
  ip: string;
  /** `ip:port` of the client. */
  remoteAddr: string;
}

/** Listen address, allowed origins, and proxies whose X-Forwarded-For is trusted. */
export interface HttpServerOptions {
  address: string;
  allowOrigins: string[];
  trustedProxies: string[];
  /** Response to a CORS preflight, which precedes all other checks. */
  preflight: { methods: string; headers: string } | null;
  handle: (exchange: Exchange) => Promise<void>;
}

/** A running HTTP server. */
export interface HttpServer {
  /** `127.0.0.1:8889`, with the actual port. */
  address: string;
  port: number;
  close(): Promise<void>;
}

/** Starts an HTTP server with MediaMTX's headers. Rejects if it can't listen. */
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
  const exchange = parseExchange(request, response, options.trustedProxies);
  if (!exchange) {
    response.writeHead(400).end();
    return;
  }
  await options.handle(exchange).catch(() => response.destroy());
  if (!response.writableEnded && !response.destroyed) response.end();
}

function parseExchange(
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

/** Returns `*` if it is in the list, otherwise the request's origin if allowed (MediaMTX contract §5). */
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
