import type { MediaAgentReport } from '@ppf/contracts';
import type { CredentialStore } from './credential-store';

/**
 * Why a request failed. `not-enrolled`: there is no credential; `revoked`: the backend reports that the credential is not
 * valid; `refused`: another 4xx; `unavailable`: anything else.
 */
export type BackendProblemKind = 'not-enrolled' | 'revoked' | 'refused' | 'unavailable';

/** A request to the backend failed. The message contains no credential and no body. */
export class BackendProblem extends Error {
  constructor(
    readonly kind: BackendProblemKind,
    message: string,
  ) {
    super(message);
  }
}

/** The backend ends a poll without a change after 25 s. */
const POLL_TIMEOUT_MS = 40_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Maximum bytes of a document: 20 000 paths have about 6 MB. */
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

/** Client of the backend's routes for media agents. */
export class BackendClient {
  /** @param url Base URL of the backend, such as `https://pits.example.com`. */
  constructor(
    private readonly url: string,
    private readonly credentials: CredentialStore,
  ) {}

  /** Exchanges a one-time code for a credential and stores it. @throws BackendProblem */
  async enrol(code: string): Promise<void> {
    await this.takeCredential('POST', 'enrolment', { body: { code } });
  }

  /** Replaces the credential. The old one is valid until the new one is used. @throws BackendProblem */
  async rotate(): Promise<void> {
    await this.takeCredential('POST', 'credential', { authorization: this.authorization() });
  }

  /** Waits for a document other than `version`. @returns null when there is none after about 25 s. @throws BackendProblem */
  async waitForDocument(version: string | null, signal: AbortSignal): Promise<unknown> {
    const query = version === null ? '' : `?version=${encodeURIComponent(version)}`;
    const response = await this.send('GET', `configuration${query}`, {
      authorization: this.authorization(),
      signal: AbortSignal.any([signal, AbortSignal.timeout(POLL_TIMEOUT_MS)]),
    });
    return response.status === 204 ? null : jsonOf(response);
  }

  /** Sends a report. @throws BackendProblem */
  async report(report: MediaAgentReport): Promise<void> {
    const response = await this.send('POST', 'report', { authorization: this.authorization(), body: report });
    await response.arrayBuffer().catch(() => undefined);
  }

  private async takeCredential(method: string, route: string, options: SendOptions): Promise<void> {
    const { credential } = ((await jsonOf(await this.send(method, route, options))) ?? {}) as Record<
      string,
      unknown
    >;
    if (typeof credential !== 'string')
      throw new BackendProblem('unavailable', `${route}: no credential in the response`);
    try {
      this.credentials.write(credential, Date.now());
    } catch {
      // A rotated credential is valid only after its first use, and a code of the settings can be used again.
      throw new BackendProblem('unavailable', `${route}: the credential cannot be stored`);
    }
  }

  private authorization(): string {
    const stored = this.credentials.read();
    if (!stored) throw new BackendProblem('not-enrolled', 'The agent has no credential.');
    return `Bearer ${stored.credential}`;
  }

  private async send(
    method: string,
    route: string,
    { authorization, body, signal }: SendOptions,
  ): Promise<Response> {
    const response = await fetch(`${this.url}/api/v1/media-agent/${route}`, {
      method,
      redirect: 'error',
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ?? AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    }).catch((failure: unknown) => {
      throw new BackendProblem('unavailable', `${method} ${routeName(route)}: ${causeOf(failure)}`);
    });
    if (response.ok) return response;
    const { status } = response;
    const kind = await kindOf(response);
    throw new BackendProblem(kind, `${method} ${routeName(route)}: status ${status}`);
  }
}

interface SendOptions {
  readonly authorization?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** A proxy also answers 401, which must not end the work of the agent: the code of the problem decides. */
async function kindOf(response: Response): Promise<BackendProblemKind> {
  const { status } = response;
  const text = await response.text().catch(() => '');
  if (status === 401 && text.includes('"media-agent-credential-invalid"')) return 'revoked';
  return status >= 400 && status < 500 && status !== 429 ? 'refused' : 'unavailable';
}

function routeName(route: string): string {
  return route.replace(/\?.*$/, '');
}

/** Node's code of a network failure, never its message, which may contain the address. */
function causeOf(failure: unknown): string {
  const { name = '', cause } = failure as { name?: string; cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : name;
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.length;
      if (bytes > MAX_DOCUMENT_BYTES) throw new Error('too large');
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    throw new BackendProblem('unavailable', 'The response of the backend is incomplete.');
  }
}
