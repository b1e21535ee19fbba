import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Reachability } from './pit-facts';

/** What came of one request; the body is not read. */
export interface HttpProbeResult {
  readonly reachability: Reachability;
  /** Null: no answer. */
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
}

/** What is sent besides. */
export interface HttpProbeOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
}

const NO_NAME = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME'];
const REFUSED = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EPROTO'];

/** Sends an OPTIONS to an address of the settings, on a connection of its own. Never fails. */
export function sendOptions(url: string, question: HttpProbeOptions): Promise<HttpProbeResult> {
  return ask('OPTIONS', url, question);
}

/** Sends a GET likewise. Follows no redirect. */
export function sendGet(url: string, question: HttpProbeOptions): Promise<HttpProbeResult> {
  return ask('GET', url, question);
}

function ask(
  method: 'GET' | 'OPTIONS',
  url: string,
  { headers = {}, timeoutMs }: HttpProbeOptions,
): Promise<HttpProbeResult> {
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const fail = (failure: { code?: string }) =>
      resolve({ reachability: toReachability(failure.code), status: null, headers: {} });
    // Whether a certificate is good is for browsers to say: theirs may know an authority that this machine does not.
    const asked = start(
      url,
      {
        method,
        headers,
        agent: false,
        rejectUnauthorized: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        resolve({ reachability: 'responds', status: answer.statusCode ?? null, headers: answer.headers });
        answer.on('error', () => undefined).destroy();
      },
    );
    asked.on('error', fail).end();
  });
}

function toReachability(code = ''): Reachability {
  if (NO_NAME.includes(code)) return 'unresolvable';
  return REFUSED.includes(code) ? 'refused' : 'timeout';
}
