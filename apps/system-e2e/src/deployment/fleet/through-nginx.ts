import { Agent, request } from 'node:https';
import { type Fleet } from './fleet';

/** Response to a request through nginx; `status` 0: no response. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request to the fleet's own origin, over a connection of its own, trusting nginx's certificate. */
export function throughNginx(
  { origin, certificate }: Pick<Fleet, 'origin' | 'certificate'>,
  method: string,
  path: string,
  { accessToken, body }: { readonly accessToken?: string; readonly body?: unknown } = {},
): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = {
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const agent = new Agent({ ca: certificate, keepAlive: false });
    const outgoing = request(`${origin}${path}`, { method, headers, agent, timeout: 10_000 }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.once('error', () => resolve({ status: 0, text }));
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    outgoing.once('error', (error) => resolve({ status: 0, text: error.message }));
    outgoing.once('timeout', () => outgoing.destroy(new Error('timeout')));
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
