import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Reachability } from './pit-facts';

/** The response to one request. The body is not read. */
export interface HttpProbeResult {
  readonly reachability: Reachability;
  /** HTTP status; null: no response. */
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
}

/** Headers and timeout of a request. */
export interface HttpProbeOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
}

const UNRESOLVABLE_CODES = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME'];
const REFUSED_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EPROTO'];

/** Sends OPTIONS on a separate connection. Never rejects. */
export function sendOptions(url: string, options: HttpProbeOptions): Promise<HttpProbeResult> {
  return send('OPTIONS', url, options);
}

/** Sends GET on a separate connection. Follows no redirect. Never rejects. */
export function sendGet(url: string, options: HttpProbeOptions): Promise<HttpProbeResult> {
  return send('GET', url, options);
}

function send(
  method: 'GET' | 'OPTIONS',
  url: string,
  { headers = {}, timeoutMs }: HttpProbeOptions,
): Promise<HttpProbeResult> {
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const fail = (failure: { code?: string }) =>
      resolve({ reachability: toReachability(failure.code), status: null, headers: {} });
    // Certificates are not checked: browsers may trust an authority that this machine does not know.
    const request = start(
      url,
      {
        method,
        headers,
        agent: false,
        rejectUnauthorized: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        resolve({ reachability: 'responds', status: response.statusCode ?? null, headers: response.headers });
        response.on('error', () => undefined).destroy();
      },
    );
    request.on('error', fail).end();
  });
}

function toReachability(code = ''): Reachability {
  if (UNRESOLVABLE_CODES.includes(code)) return 'unresolvable';
  return REFUSED_CODES.includes(code) ? 'refused' : 'timeout';
}
