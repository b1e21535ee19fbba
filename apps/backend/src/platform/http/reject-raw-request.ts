import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { DomainError } from '../problems/domain-error';
import { message } from '../problems/messages';
import { toProblem } from '../problems/to-problem';

/** Parser errors of Node that have their own status, as in Node's default response. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
/** A request line with any method (RFC 9112 §3): a token and a space. */
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ \S/;

interface ParserError extends Error {
  readonly code?: string | undefined;
  /** A `Buffer`; Fastify declares another type. */
  readonly rawPacket?: unknown;
}

/** Sends a problem for a request that Node could not parse as HTTP, and closes the connection. */
export function rejectRawRequest({ code = '', rawPacket }: ParserError, socket: Duplex): void {
  if (code === 'ECONNRESET') socket.destroy();
  else if (code === 'HPE_INVALID_METHOD' && isRequestLine(rawPacket)) sendProblem(socket, 501);
  else sendProblem(socket, STATUS_BY_CODE[code] ?? 400);
}

/** Rejects CONNECT with a problem, instead of closing the connection without a response. This server is not a proxy. */
export function rejectConnect(server: Server): Server {
  return server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined);
    sendProblem(socket, 501);
  });
}

function isRequestLine(rawPacket: unknown): boolean {
  return Buffer.isBuffer(rawPacket) && REQUEST_LINE.test(rawPacket.toString('latin1'));
}

function sendProblem(socket: Duplex, status: number): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const isMethod = status === 501;
  const problem = toProblem(new DomainError(isMethod ? 'method-not-allowed' : 'malformed-body'), 'unparsed');
  const title = message(isMethod ? 'malformed-request.method' : 'malformed-request.title').text();
  const body = JSON.stringify({ ...problem, status, title });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
