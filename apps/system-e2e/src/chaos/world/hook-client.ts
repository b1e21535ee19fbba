import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { StreamTokenResponse } from '@ppf/contracts';

/** One question of the media server, over a connection of its own, as MediaMTX from v1.16.1 on asks. */
export interface HookRequest {
  readonly action: 'read' | 'publish';
  readonly path: string;
  readonly protocol: 'webrtc' | 'rtsp';
  readonly user: string;
  readonly password: string;
  readonly id: string;
}

/** What a viewer's WHEP POST makes the media server ask. */
export function viewerOf({ authorization, token, path }: StreamTokenResponse): HookRequest {
  const [user = ''] = authorization.slice('Bearer '.length).split(':');
  return { action: 'read', path, protocol: 'webrtc', user, password: token, id: randomUUID() };
}

/** Asks the hook; status and milliseconds. */
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
