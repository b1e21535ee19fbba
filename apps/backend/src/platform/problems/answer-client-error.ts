import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { DomainError } from './domain-error';
import { message } from './messages';
import { toProblem } from './to-problem';

/** Node's parser errors that have a status of their own (as Node's default answer). */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what Node could not even parse as HTTP, and closes. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
  const problem = { ...toProblem(new DomainError('malformed-body'), 'unparsed'), status };
  const body = JSON.stringify({ ...problem, title: message('malformed-request.title').text() });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
