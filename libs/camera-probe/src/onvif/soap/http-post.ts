import {
  type ClientRequest,
  type IncomingMessage,
  request as plainRequest,
  type RequestOptions,
} from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';

/** Address of a device's service. */
export interface ServicePlace {
  /** Whether it is reached over TLS. */
  readonly tls: boolean;
  /** The validated address to connect to. */
  readonly address: string;
  readonly port: number;
  /** With its leading slash. */
  readonly path: string;
  /** Name or address for the `Host` header and SNI. */
  readonly host: string;
}

/** A response with any status. */
export interface HttpAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly contentType: string;
  /** Values of `WWW-Authenticate`. */
  readonly challenges: readonly string[];
  readonly body: Buffer;
}

/** Reason why there is no response. */
export type HttpFailureKind = 'unreachable' | 'not-http' | 'too-slow';

export class HttpFailure extends Error {
  constructor(readonly kind: HttpFailureKind) {
    super(kind);
  }
}

/** Limits of one request. */
export interface PostLimits {
  /** Time limit for connecting, in ms. */
  readonly connectMs: number;
  /** Time limit for the complete response, in ms. */
  readonly answerMs: number;
  /** Maximum bytes of the response; the rest is discarded. */
  readonly maxBytes: number;
}

/**
 * Devices have old TLS versions and self-signed certificates. Accepting them reduces no security: the sign-in is a digest, and the
 * same devices are otherwise queried over plain HTTP.
 */
const DEVICE_TLS = { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

/**
 * Sends a POST to a device over a separate connection; follows no redirect. @throws HttpFailure; the signal's reason when it is
 * aborted.
 */
export function postTo(
  place: ServicePlace,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  limits: PostLimits,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const content = Buffer.from(body, 'utf8');
  const request = openRequest(place, headers, content);
  let end = () => {};
  const answer = new Promise<HttpAnswer>((resolve, reject) => {
    let isConnected = false;
    const fail = (kind: HttpFailureKind) => reject(new HttpFailure(kind));
    const connecting = setTimeout(() => isConnected || fail('unreachable'), limits.connectMs);
    const answering = setTimeout(() => fail('too-slow'), limits.answerMs);
    const abort = () => reject(signal.reason as Error);
    end = () => {
      clearTimeout(connecting);
      clearTimeout(answering);
      signal.removeEventListener('abort', abort);
      request.destroy();
    };
    signal.addEventListener('abort', abort);
    request.on('socket', (socket) => socket.once('connect', () => (isConnected = true)));
    request.on('error', () => fail(isConnected ? 'not-http' : 'unreachable'));
    request.on('response', (response) => {
      receive(response, limits.maxBytes).then(resolve, () => fail('not-http'));
    });
    // As bytes: with a string, Node would encode the headers in the encoding of the string.
    request.end(content);
  });
  return answer.finally(() => end());
}

function openRequest(
  { tls, address, port, path, host }: ServicePlace,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): ClientRequest {
  const options: RequestOptions = {
    ...{ host: address, port, path, method: 'POST', agent: false, insecureHTTPParser: true },
    headers: {
      // A user's name in UTF-8 (RFC 7616 §3.4), of which Node writes each byte as a character.
      ...Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, byteText(text)])),
      host: `${host.includes(':') ? `[${host}]` : host}:${port}`,
      'content-length': String(body.length),
      connection: 'close',
    },
  };
  if (!tls) return plainRequest(options);
  return tlsRequest({ ...options, ...DEVICE_TLS, servername: isIP(host) === 0 ? host : '' });
}

function byteText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

async function receive(response: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes > maxBytes) break;
    }
  } catch (error) {
    // Some devices declare more bytes than they send: the received bytes may be the complete response.
    if (bytes === 0) throw error;
  }
  const { statusCode = 0, headers, headersDistinct } = response;
  return {
    status: statusCode,
    location: headers.location ?? null,
    contentType: headers['content-type'] ?? '',
    challenges: headersDistinct['www-authenticate'] ?? [],
    body: Buffer.concat(parts).subarray(0, maxBytes),
  };
}
