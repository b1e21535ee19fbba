import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { StreamTokenResponse } from '@ppf/contracts';

/** One hook request over a new connection, as MediaMTX sends it from v1.16.1 on. */
export interface HookRequest {
  readonly action: 'read' | 'publish';
  readonly path: string;
  readonly protocol: 'webrtc' | 'rtsp';
  readonly user: string;
  readonly password: string;
  readonly id: string;
}

/** The hook request for a viewer's WHEP POST. */
export function viewerOf({ authorization, token, path }: StreamTokenResponse): HookRequest {
  const [user = ''] = authorization.slice('Bearer '.length).split(':');
  return { action: 'read', path, protocol: 'webrtc', user, password: token, id: randomUUID() };
}

/** Sends a hook request. @returns status and milliseconds */
export function sendHookRequest(
  hookUrl: string,
  question: HookRequest,
): Promise<{ status: number; took: number }> {
  const { username, password, origin, pathname } = new URL(hookUrl);
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  const body = JSON.stringify({
    ip: '127.0.0.1',
    token: '',
    query: '',
    userAgent: 'chaos-test',
    ...question,
  });
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${origin}${pathname}`,
      {
        method: 'POST',
        agent: new Agent({ keepAlive: false }),
        headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
      },
      (answer) => {
        answer
          .resume()
          .once('end', () => resolve({ status: answer.statusCode ?? 0, took: performance.now() - began }));
      },
    );
    outgoing.once('error', reject).end(body);
  });
}
