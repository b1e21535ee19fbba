import { firstHeader, formatMessage, formatRequest, type RtspResponse } from '@ppf/rtsp-wire';
import type { X509Certificate } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { isIP } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { RtspClientRules } from '@ppf/mediamtx';
import { negativeSerial } from '../faults/described-faults';
import { ProbeFailure } from '../faults/probe-fault';
import { type ReaderLimits, RtspReader } from './rtsp-reader';

/** Target of a connection, with its limits. */
export interface ConnectionTarget {
  /** A checked address, never a name. */
  readonly address: string;
  readonly port: number;
  /** The entered name, for which a certificate must be valid. */
  readonly host: string;
  /**
   * Null: plain RTSP. `fingerprint`: SHA-256 of the camera's certificate, as hex; null: only a certificate that this
   * machine trusts for the name, as the media server does it.
   */
  readonly tls: { readonly fingerprint: string | null } | null;
  readonly connectTimeoutMs: number;
  readonly limits: ReaderLimits;
  readonly rules: RtspClientRules;
}

/** Receives the packets and the end of a connection. */
export interface ConnectionListener {
  /** An RTP or RTCP packet arrived. */
  onPacket(channel: number, payload: Buffer): void;
  /** The connection has ended. */
  onEnd(): void;
}

/** A certificate that a user must confirm before data is sent. */
export class UnconfirmedCertificate extends ProbeFailure {
  constructor(
    /** SHA-256 of the certificate, lower-case hex; null: the camera sent none. */
    readonly fingerprint: string | null,
  ) {
    super('unconfirmed-certificate');
  }
}

/**
 * What the media server's TLS supports (Go's crypto/tls): TLS 1.2 and later, with forward secrecy, and any length of a
 * certificate's key. The certificate is checked after the handshake.
 */
const TLS_OPTIONS = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1.2',
  ciphers: [
    ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
    ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
    ...['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
    ...['ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA'],
    '@SECLEVEL=0',
  ].join(':'),
} as const;

interface PendingRequest {
  readonly cseq: string;
  readonly done: (response: RtspResponse) => void;
  readonly failed: (failure: Error) => void;
}

/** One connection to a camera, with sequential requests and interleaved packets. */
export class RtspConnection {
  /** The checked address of the camera. */
  readonly address: string;
  private readonly reader: RtspReader;
  private pending: PendingRequest | null = null;
  private failure: Error | null = null;
  private listener: ConnectionListener | null = null;
  private cseq = 0;
  private hasStaleResponse = false;
  private allowsPackets = false;

  private constructor(
    private readonly socket: Socket,
    { address, limits, rules }: Pick<ConnectionTarget, 'address' | 'limits' | 'rules'>,
    /** SHA-256 of the camera's certificate, lower-case hex; null without TLS. */
    readonly fingerprint: string | null,
  ) {
    this.address = address;
    this.reader = new RtspReader(limits, rules);
    socket.on('data', (chunk) => this.handleData(chunk));
    socket.on('close', () => this.end(new ProbeFailure('hung-up')));
    socket.on('error', () => this.end(new ProbeFailure('hung-up')));
  }

  /**
   * Connects. Nothing is sent to a camera whose certificate is not the right one.
   * @throws ProbeFailure `unreachable`, `refused-connection`, `tls-failed` or `wrong-certificate`; UnconfirmedCertificate
   */
  static async open(target: ConnectionTarget, signal: AbortSignal): Promise<RtspConnection> {
    const socket = await openSocket(target, signal);
    // Read once: Node returns the certificate on the first call only.
    const certificate = socket instanceof TLSSocket ? (socket.getPeerX509Certificate() ?? null) : null;
    const fingerprint = certificate && fingerprintOf(certificate);
    const failure = socket instanceof TLSSocket ? certificateFailure(target, socket, certificate) : null;
    if (failure !== null) {
      socket.destroy();
      throw failure;
    }
    return new RtspConnection(socket, target, fingerprint);
  }

  /** Accepts packets from now on: the media server closes the connection for earlier ones. */
  allowPackets(): void {
    this.allowsPackets = true;
  }

  /** Sets the listener. It is called immediately if the connection has ended. */
  setListener(listener: ConnectionListener): void {
    this.listener = listener;
    if (this.failure !== null) listener.onEnd();
  }

  /** Sends a request and waits for the response. @throws ProbeFailure; `silent` when there was none in time */
  request(
    method: string,
    uri: string,
    headers: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<RtspResponse> {
    if (this.failure !== null) return Promise.reject(this.failure);
    const cseq = String((this.cseq += 1));
    const text = formatRequest(method, uri, { CSeq: cseq, 'User-Agent': 'ppf-monitoring', ...headers });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending = null;
        reject(new ProbeFailure(this.timeoutCode()));
      }, timeoutMs);
      const settle = <Value>(then: (value: Value) => void) => {
        return (value: Value) => {
          clearTimeout(timer);
          then(value);
        };
      };
      this.hasStaleResponse = false;
      this.pending = { cseq, done: settle(resolve), failed: settle(reject) };
      this.socket.write(text);
    });
  }

  /** Closes the connection. */
  close(): void {
    this.socket.destroy();
    this.end(new ProbeFailure('hung-up'));
  }

  private handleData(chunk: Buffer): void {
    if (this.failure !== null) return;
    try {
      for (const item of this.reader.push(chunk)) {
        if (item.kind === 'packet') this.handlePacket(item.channel, item.payload);
        else if (item.kind === 'request') this.handleRequest(item.method, item.cseq);
        else this.handleResponse(item.response);
      }
    } catch (failure) {
      this.socket.destroy();
      this.end(failure instanceof Error ? failure : new ProbeFailure('unexpected-answer'));
    }
  }

  private handlePacket(channel: number, payload: Buffer): void {
    if (!this.allowsPackets) throw new ProbeFailure('early-packets');
    this.listener?.onPacket(channel, payload);
  }

  // The media server answers OPTIONS, and closes the connection for any other request (`handleServerRequest`).
  private handleRequest(method: string, cseq: string | null): void {
    if (method !== 'OPTIONS') throw new ProbeFailure('unexpected-answer');
    const headers = cseq === null ? {} : { CSeq: cseq.replace(/[^\x20-\x7e]/g, '') };
    this.socket.write(formatMessage('RTSP/1.0 200 OK', { ...headers, 'User-Agent': 'ppf-monitoring' }));
  }

  private timeoutCode(): 'wrong-answer-number' | 'not-rtsp' | 'silent' {
    if (this.hasStaleResponse) return 'wrong-answer-number';
    return this.reader.isInsideMessage ? 'not-rtsp' : 'silent';
  }

  // A response without CSeq is accepted; a response to an earlier request is not.
  private handleResponse(response: RtspResponse): void {
    const values = response.headers.get('cseq') ?? [];
    const cseq = values.length === 1 ? firstHeader(response, 'cseq')?.trim() : undefined;
    if (this.pending === null) return;
    if (cseq !== undefined && cseq !== this.pending.cseq) {
      this.hasStaleResponse = true;
      return;
    }
    const { done } = this.pending;
    this.pending = null;
    done(response);
  }

  private end(failure: Error): void {
    if (this.failure !== null) return;
    this.failure = failure;
    this.pending?.failed(failure);
    this.pending = null;
    this.listener?.onEnd();
  }
}

function openSocket(target: ConnectionTarget, signal: AbortSignal): Promise<Socket> {
  const { address, host, port, tls } = target;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // Cameras have self-signed certificates: the fingerprint is checked.
    const socket: Socket =
      tls === null
        ? connectTcp({ host: address, port, noDelay: true })
        : connectTls({ ...TLS_OPTIONS, host: address, port, servername: isIP(host) === 0 ? host : '' });
    const settle = (failure: Error | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners('error');
      socket.on('error', () => undefined);
      if (failure === null) return resolve(socket);
      socket.destroy();
      reject(failure);
    };
    const abort = () => settle(signal.reason as Error);
    let isReached = false;
    const late = () => settle(new ProbeFailure(isReached ? 'tls-failed' : 'unreachable'));
    const timer = setTimeout(late, target.connectTimeoutMs);
    socket.once('connect', () => (isReached = true));
    signal.addEventListener('abort', abort);
    socket.once(tls === null ? 'connect' : 'secureConnect', () => settle(null));
    socket.once('error', (error) => settle(connectFailure(error)));
  });
}

function connectFailure(error: NodeJS.ErrnoException): ProbeFailure {
  if (error.code === 'ECONNREFUSED') return new ProbeFailure('refused-connection');
  const isNetwork = [
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'EADDRNOTAVAIL',
    'EACCES',
    'EPERM',
    'EINVAL',
  ];
  return new ProbeFailure(isNetwork.includes(error.code ?? '') ? 'unreachable' : 'tls-failed');
}

function certificateFailure(
  { tls, rules }: ConnectionTarget,
  socket: TLSSocket,
  certificate: X509Certificate | null,
): ProbeFailure | null {
  // Go parses the certificate during the handshake, before it compares fingerprints.
  if (rules.refusesNegativeSerials && certificate?.serialNumber.startsWith('-')) return negativeSerial();
  const fingerprint = certificate === null ? null : fingerprintOf(certificate);
  const expected = tls?.fingerprint?.replaceAll(':', '').toLowerCase() ?? null;
  if (expected === null) return socket.authorized ? null : new UnconfirmedCertificate(fingerprint);
  return expected === fingerprint ? null : new ProbeFailure('wrong-certificate');
}

function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').toLowerCase();
}
