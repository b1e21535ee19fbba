import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { ControlApiProblem } from './control-api-problem';

/** Credential for a control API that is not excluded from authentication (`authHTTPExclude`). */
export interface ControlApiCredential {
  readonly user: string;
  readonly password: string;
}

/** Address and timeout of a control API. */
export interface ControlApiOptions {
  /** `http://127.0.0.1:9997`, without `/v3`. */
  readonly url: string;
  readonly credential?: ControlApiCredential;
  /** Milliseconds for a whole call; default 3000. A slow auth hook delays `paths/*` (MediaMTX contract §0). */
  readonly timeoutMs?: number;
}

/** A response with any status. */
export interface Answer {
  readonly status: number;
  /** Body as received. */
  readonly bytes: Buffer;
  /** Body as text; decoded at each access. */
  readonly body: string;
  /** `Date` of the response, to the second (RFC 9110 §6.6.1); null when it is missing. */
  readonly date: Date | null;
}

/** Joins the chunks of a body. */
export type JoinChunks = (chunks: readonly Buffer[], size: number) => Buffer;

/** Largest response in bytes. A page of 500 path configurations has about 1 MB. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 3000;

/** HTTP client of one control API, with few persistent connections and without knowledge of routes. */
export class Exchange {
  private readonly base: URL;
  private readonly agent: HttpAgent;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly timeoutMs: number;

  constructor(options: ControlApiOptions) {
    this.base = new URL(options.url);
    // MediaMTX closes idle connections after 30 s (≥ v1.15.2). Closing them earlier avoids writes to a closing one.
    const keep = { keepAlive: true, maxSockets: 8, maxFreeSockets: 2, timeout: 20_000 };
    this.agent = this.base.protocol === 'https:' ? new HttpsAgent(keep) : new HttpAgent(keep);
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.headers = options.credential ? { Authorization: basic(options.credential) } : {};
  }

  /**
   * Sends one request. `route` follows `/v3/`, with unencoded slashes: MediaMTX accepts path names as they are, and proxies
   * change `%2F` (MediaMTX contract §4).
   * @param joinChunks Joins the body when it is complete.
   * @throws ControlApiProblem without a complete response
   */
  async send(
    method: string,
    route: string,
    body?: unknown,
    joinChunks: JoinChunks = Buffer.concat,
  ): Promise<Answer> {
    const call = `${method} ${route.replace(/\?.*$/, '')}`;
    try {
      return await this.once(method, route, body, joinChunks);
    } catch (failure) {
      throw failure instanceof Error && failure.name === 'AbortError'
        ? new ControlApiProblem('timeout', call, null, `no answer in ${this.timeoutMs} ms`)
        : new ControlApiProblem(
            'unreachable',
            call,
            null,
            `no connection (${codeOf(failure)})`,
            codeOf(failure),
          );
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.agent.destroy();
  }

  private async once(method: string, route: string, body: unknown, joinChunks: JoinChunks): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers: Record<string, string | number> = { ...this.headers };
    if (payload !== undefined) {
      headers['Content-Type'] = 'application/json';
      headers['Content-Length'] = Buffer.byteLength(payload);
    }
    const start = this.base.protocol === 'https:' ? httpsRequest : httpRequest;
    const signal = AbortSignal.timeout(this.timeoutMs);
    return new Promise<Answer>((resolve, reject) => {
      const fail = (failure: unknown): void => reject(signal.aborted ? aborted() : failure);
      const path = `${this.base.pathname.replace(/\/$/, '')}/v3/${route}`;
      const outgoing = start(
        this.base,
        { method, path, headers, agent: this.agent, signal },
        (incoming) => void readAll(incoming, joinChunks).then(resolve, fail),
      );
      outgoing.on('error', fail);
      outgoing.end(payload);
    });
  }
}

function readAll(incoming: IncomingMessage, joinChunks: JoinChunks): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) incoming.destroy(new Error('answer too large'));
      else chunks.push(chunk);
    });
    incoming.once('error', reject);
    incoming.once('close', () => reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
    incoming.once('end', () => resolve(answerOf(incoming, joinChunks(chunks, size))));
  });
}

function answerOf({ headers, statusCode = 0 }: IncomingMessage, bytes: Buffer): Answer {
  const date = headers.date ? new Date(headers.date) : null;
  return {
    status: statusCode,
    bytes,
    get body() {
      return bytes.toString('utf8');
    },
    date: date === null || Number.isNaN(date.getTime()) ? null : date,
  };
}

function basic({ user, password }: ControlApiCredential): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function aborted(): Error {
  return Object.assign(new Error('aborted'), { name: 'AbortError' });
}

/** Node's code of a network failure (`ECONNREFUSED`); never its message, which may contain the address. */
function codeOf(failure: unknown): string {
  const code = (failure as { code?: unknown }).code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'broken answer';
}
