import { statfs } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls, type PeerCertificate } from 'node:tls';
import type { Message } from '../../platform/messages/message-catalog';
import type { Reachability } from '../facts/pit-facts';
import type { CertificateFacts, DiskFacts, ServiceFacts } from './decide-parts';

/** Timeout of one connection. */
const CONNECTION_TIMEOUT_MS = 5000;

/** How much space a folder's disk has. */
export async function checkDisk(folder: string): Promise<DiskFacts> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { folder, space: { free: bavail * bsize, total: blocks * bsize } };
  } catch {
    return { folder, space: null };
  }
}

/** Reads the certificate of a TLS server and checks it against Node's certificate authorities. */
export function checkCertificate(origin: string): Promise<CertificateFacts> {
  const { hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connectTls({
      host,
      port: Number(port || 443),
      servername: host,
      timeout: CONNECTION_TIMEOUT_MS,
    });
    const end = (failure: string | null) => {
      const { valid_to: until } = (socket.getPeerCertificate() ?? {}) as Partial<PeerCertificate>;
      socket.destroy();
      resolve({ origin, failure, validUntil: until ? new Date(until) : null });
    };
    socket.once('secureConnect', () => end(null));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => end(code ?? 'ERR_TLS'));
  });
}

/** Requests an address of the service. */
export function checkService(what: Message, url: string): Promise<ServiceFacts> {
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(CONNECTION_TIMEOUT_MS);
    const request = start(url, { agent: false, rejectUnauthorized: false, signal }, (response) => {
      resolve({ what, url, status: response.statusCode ?? null });
      response.on('error', () => undefined).destroy();
    });
    request.on('error', () => resolve({ what, url, status: null })).end();
  });
}

/** Checks whether a TCP port accepts connections. */
export function checkPort(host: string, port: number): Promise<Reachability> {
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port, timeout: CONNECTION_TIMEOUT_MS });
    const end = (reachability: Reachability) => {
      socket.destroy();
      resolve(reachability);
    };
    socket.once('connect', () => end('responds'));
    socket.once('timeout', () => end('timeout'));
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      end(
        code === 'ENOTFOUND' || code === 'EAI_AGAIN'
          ? 'unresolvable'
          : code === 'ECONNREFUSED'
            ? 'refused'
            : 'timeout',
      ),
    );
  });
}
