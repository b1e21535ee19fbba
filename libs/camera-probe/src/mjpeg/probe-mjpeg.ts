import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { CameraAddressGuard } from '../address/camera-address-guard';
import { ProbeFailure } from '../faults/probe-fault';
import { PROBE_LIMITS } from '../probe/probe-limits';
import type { ProbeReport } from '../probe/probe-report';
import { ProbeSteps } from '../probe/probe-steps';
import { MjpegWatch } from './mjpeg-watch';

/** A camera that sends MJPEG over HTTP. */
export interface MjpegTarget {
  readonly tls: boolean;
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
}

/** Number of pictures to receive, and time limit for them in ms. */
const MIN_PICTURES = 5;
const MAX_WATCH_MS = 4_000;

/** Tests such a camera: address, connection, response and some pictures. Follows no redirect. @throws the signal's reason. */
export async function probeMjpeg(
  target: MjpegTarget,
  { guard, signal }: { readonly guard: CameraAddressGuard; readonly signal: AbortSignal },
): Promise<ProbeReport> {
  const steps = new ProbeSteps(() => performance.now());
  const watch = new MjpegWatch();
  let answer: IncomingMessage | null = null;
  try {
    const address = await steps.run('resolve', () => addressOf(target, guard));
    answer = await steps.run('reach', () => sendRequest(target, address, signal));
    const asked = answer;
    await steps.run('request', async () => checkResponse(asked));
    const start = performance.now();
    await watchPictures(asked, watch, signal);
    steps.record('video', watch.count === 0 ? new ProbeFailure('no-picture') : null, start);
  } catch (failure) {
    signal.throwIfAborted();
    if (!(failure instanceof ProbeFailure)) throw failure;
  } finally {
    answer?.destroy();
  }
  const { first } = watch;
  return {
    ok: steps.list.every(({ ok }) => ok),
    steps: steps.list,
    video: first === null ? null : watch.facts(),
    keyFrame: first === null ? null : { format: 'jpeg', bytes: first },
    fingerprint: null,
    redirectedTo: null,
  };
}

async function addressOf({ host, port }: MjpegTarget, guard: CameraAddressGuard): Promise<string> {
  const verdict = await guard.check(host, port);
  if (verdict.kind === 'unresolvable') throw new ProbeFailure('unresolvable');
  if (verdict.kind === 'refused') throw new ProbeFailure('address-refused', verdict.reason);
  return verdict.addresses[0] ?? host;
}

function sendRequest(target: MjpegTarget, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { tls, host, port, path } = target;
  const headers = {
    Host: `${host.includes(':') ? `[${host}]` : host}:${port}`,
    'User-Agent': 'ppf-monitoring',
  };
  // Connects to the checked address; a certificate is valid for the name.
  const options = {
    host: address,
    port,
    path,
    headers,
    signal,
    agent: false,
    maxHeaderSize: PROBE_LIMITS.headerBytes,
  };
  return new Promise((resolve, reject) => {
    const request = (tls ? requestHttps : requestHttp)(
      { ...options, servername: isIP(host) === 0 ? host : '' },
      resolve,
    );
    const timer = setTimeout(() => request.destroy(new ProbeFailure('silent')), PROBE_LIMITS.connectMs);
    request.on('error', (error: NodeJS.ErrnoException) => reject(failureOf(error, tls)));
    request.on('close', () => clearTimeout(timer));
    request.on('response', () => clearTimeout(timer));
    request.end();
  });
}

function failureOf(error: NodeJS.ErrnoException, tls: boolean): Error {
  if (error instanceof ProbeFailure || error.name === 'AbortError') return error;
  const { code = '' } = error;
  if (code === 'ECONNREFUSED') return new ProbeFailure('refused-connection');
  if (code.startsWith('HPE_') || code === 'ECONNRESET') return new ProbeFailure('not-mjpeg');
  const isTls = tls && /CERT|SSL|TLS|SIGNED|ALTNAME/.test(code);
  return new ProbeFailure(isTls ? 'tls-failed' : 'unreachable');
}

function checkResponse({ statusCode = 0, headers }: IncomingMessage): void {
  if (statusCode >= 300 && statusCode < 400) throw new ProbeFailure('redirected');
  if (statusCode === 401) throw new ProbeFailure('http-sign-in-unsupported');
  if (statusCode === 403) throw new ProbeFailure('forbidden');
  if (statusCode === 404) throw new ProbeFailure('wrong-path');
  if (statusCode !== 200) throw new ProbeFailure('unexpected-answer');
  if (!/^multipart\/x-mixed-replace\b/i.test(headers['content-type'] ?? ''))
    throw new ProbeFailure('not-mjpeg');
}

function watchPictures(answer: IncomingMessage, watch: MjpegWatch, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, MAX_WATCH_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    answer.on('error', end);
    answer.on('close', end);
    answer.on('data', (chunk: Buffer) => {
      watch.push(chunk, performance.now());
      if (watch.count >= MIN_PICTURES) end();
    });
  });
}
