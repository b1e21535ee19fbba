import http from 'node:http';

/** A request of a test. */
export interface HttpRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A response in the format of the recordings. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: unknown;
  ms: number;
}

/** Headers outside of the contract. */
const IGNORED_HEADERS = new Set([
  'date',
  'server',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'vary',
]);

/** Sends a request on a new connection. Follows no redirects. */
export function send(port: number, path: string, request: HttpRequest = {}): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body } = request;
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const sent = http.request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: false,
        headers: { 'User-Agent': 'viewer/1.0', ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: headersOf(response),
            body: bodyOf(response, Buffer.concat(chunks)),
            ms: Date.now() - began,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Returns the typical duration of a request in milliseconds: the median of five in turn. A busy machine delays single
 * requests, a delay in the server all of them.
 */
export async function typicalMs(request: () => Promise<HttpAnswer>): Promise<number> {
  const times: number[] = [];
  for (let attempt = 0; attempt < 5; attempt++) times.push((await request()).ms);
  return times.toSorted((a, b) => a - b)[2]!;
}

/** `Authorization` of the recordings' viewer. */
export const JTI = { Authorization: 'Bearer jti-123:eyJhbGciOi.payload.sig' };
/** `Authorization` of a viewer with a plain token. */
export const BEARER = { Authorization: 'Bearer good-token' };

/** `Authorization: Basic` of a user and password. */
export const basic = (user: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

function headersOf(response: http.IncomingMessage): HttpAnswer['headers'] {
  const kept = Object.entries(response.headers)
    .filter(([name]) => !IGNORED_HEADERS.has(name))
    .sort();
  return Object.fromEntries(kept) as HttpAnswer['headers'];
}

function bodyOf(response: http.IncomingMessage, body: Buffer): unknown {
  if (body.length > 0 && response.headers['content-type']?.startsWith('application/json'))
    return JSON.parse(body.toString()) as unknown;
  return response.headers['content-type'] === 'video/mp4' ? body : body.toString();
}
