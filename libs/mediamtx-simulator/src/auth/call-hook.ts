import http from 'node:http';
import https from 'node:https';
import type { AccessRequest } from './access-request';

/** Address of the auth hook, and the time limit for its complete response. */
export interface HookAddress {
  url: string;
  timeoutMs: number;
}

/** Maximum bytes of a denial's body that the log contains. */
const BODY_LIMIT = 128 * 1024;

/**
 * Sends a hook request as v1.20.1 does, on a new TCP connection (MediaMTX contract §1.2–1.5).
 * Resolves to null when the hook allows the request, otherwise to the deny reason.
 */
export function callHook(hook: HookAddress, request: AccessRequest, token: string): Promise<string | null> {
  const { credentials, ...access } = request;
  const body = JSON.stringify({
    ip: access.ip,
    user: credentials.user,
    password: credentials.password,
    token,
    action: access.action,
    path: access.path,
    protocol: access.protocol,
    id: access.id,
    query: access.query,
    userAgent: access.userAgent,
  });
  return new Promise((resolve) => {
    const failed = (error: Error) =>
      resolve(`HTTP request failed: Post "${withoutPassword(hook.url)}": ${error.message}`);
    const post = send(hook, body, (response) => {
      const status = response.statusCode ?? 0;
      if (status >= 200 && status <= 299) {
        resolve(null);
        response.destroy();
        return;
      }
      void readAll(response).then((text) =>
        resolve(`server replied with code ${status}${text === '' ? '' : `: ${text}`}`),
      );
    });
    const timer = setTimeout(() => post.destroy(new Error('context deadline exceeded')), hook.timeoutMs);
    // Go sends no Connection header, but closes the connection.
    post.removeHeader('Connection');
    post.on('error', failed);
    post.on('close', () => clearTimeout(timer));
    post.end(body);
  });
}

function send(hook: HookAddress, body: string, onResponse: (response: http.IncomingMessage) => void) {
  const url = new URL(hook.url);
  const { request } = url.protocol === 'https:' ? https : http;
  return request(
    {
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname + url.search,
      agent: false,
      headers: {
        Host: url.host,
        'User-Agent': 'Go-http-client/1.1',
        'Content-Length': Buffer.byteLength(body),
        ...(url.username !== '' && { Authorization: basicOf(url) }),
        'Content-Type': 'application/json',
        'Accept-Encoding': 'gzip',
      },
    },
    onResponse,
  );
}

function basicOf({ username, password }: URL): string {
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

async function readAll(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > BODY_LIMIT) break;
      chunks.push(chunk);
    }
  } catch {
    return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password !== '') url.password = '***';
  return url.toString();
}
