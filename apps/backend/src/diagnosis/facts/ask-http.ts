import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Contact } from './pit-facts';

/** What came of one request; the body is not read. */
export interface HttpAnswer {
  readonly contact: Contact;
  /** Null: no answer. */
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
}

/** What is sent besides. */
export interface HttpQuestion {
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
}

const NO_NAME = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME'];
const REFUSED = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EPROTO'];

/** Sends an OPTIONS to an address of the settings, on a connection of its own. Never fails. */
export function askOptions(url: string, question: HttpQuestion): Promise<HttpAnswer> {
  return ask('OPTIONS', url, question);
}

/** Sends a GET likewise. Follows no redirect. */
export function askGet(url: string, question: HttpQuestion): Promise<HttpAnswer> {
  return ask('GET', url, question);
}

function ask(
  method: 'GET' | 'OPTIONS',
  url: string,
  { headers = {}, timeoutMs }: HttpQuestion,
): Promise<HttpAnswer> {
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const fail = (failure: { code?: string }) =>
      resolve({ contact: contactOf(failure.code), status: null, headers: {} });
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
        resolve({ contact: 'answers', status: answer.statusCode ?? null, headers: answer.headers });
        answer.on('error', () => undefined).destroy();
      },
    );
    asked.on('error', fail).end();
  });
}

function contactOf(code = ''): Contact {
  if (NO_NAME.includes(code)) return 'no-name';
  return REFUSED.includes(code) ? 'refused' : 'silent';
}
