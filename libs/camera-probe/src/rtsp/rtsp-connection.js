import { connect as connectTcp } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { ProbeFailure } from '../probe/probe-fault';
import { header, writeRequest } from './rtsp-message';
import { RtspReader } from './rtsp-reader';
/** One connection to a camera: requests one after another, and packets in between. */
export class RtspConnection {
  socket;
  fingerprint;
  reader;
  waiting = null;
  failure = null;
  listener = null;
  cseq = 0;
  constructor(
    socket,
    limits,
    /** SHA-256 of the camera's certificate, lower-case hex; null without TLS. */
    fingerprint,
  ) {
    this.socket = socket;
    this.fingerprint = fingerprint;
    this.reader = new RtspReader(limits);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('close', () => this.end(new ProbeFailure('hung-up')));
    socket.on('error', () => this.end(new ProbeFailure('hung-up')));
  }
  /** Connects. @throws ProbeFailure `unreachable`, `refused-connection`, `tls-failed` or `wrong-certificate`. */
  static async open(target, signal) {
    const socket = await opened(target, signal);
    const fingerprint = socket instanceof TLSSocket ? fingerprintOf(socket) : null;
    const wanted = target.tls?.fingerprint?.replaceAll(':', '').toLowerCase() ?? null;
    if (wanted !== null && wanted !== fingerprint) {
      socket.destroy();
      throw new ProbeFailure('wrong-certificate');
    }
    return new RtspConnection(socket, target.limits, fingerprint);
  }
  /** Says who is told; at once, if the connection has ended already. */
  listen(listener) {
    this.listener = listener;
    if (this.failure !== null) listener.onEnd();
  }
  /** Asks and waits for the answer. @throws ProbeFailure, of which `silent` means that there was none in time. */
  request(method, uri, headers, timeoutMs) {
    if (this.failure !== null) return Promise.reject(this.failure);
    const cseq = String((this.cseq += 1));
    const text = writeRequest(method, uri, { CSeq: cseq, 'User-Agent': 'ppf-monitoring', ...headers });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting = null;
        reject(new ProbeFailure(this.reader.isInsideAnswer ? 'not-rtsp' : 'silent'));
      }, timeoutMs);
      const settle = (then) => {
        return (value) => {
          clearTimeout(timer);
          then(value);
        };
      };
      this.waiting = { cseq, done: settle(resolve), failed: settle(reject) };
      this.socket.write(text);
    });
  }
  /** Closes at once. */
  close() {
    this.socket.destroy();
    this.end(new ProbeFailure('hung-up'));
  }
  take(chunk) {
    if (this.failure !== null) return;
    try {
      for (const item of this.reader.read(chunk)) {
        if (item.kind === 'packet') this.listener?.onPacket(item.channel, item.payload);
        else this.answer(item.response);
      }
    } catch (failure) {
      this.socket.destroy();
      this.end(failure instanceof Error ? failure : new ProbeFailure('unexpected-answer'));
    }
  }
  // Cameras that leave CSeq out are answered for; an answer to something asked earlier is not.
  answer(response) {
    const cseq = header(response, 'cseq');
    if (this.waiting === null || (cseq !== undefined && cseq !== this.waiting.cseq)) return;
    const { done } = this.waiting;
    this.waiting = null;
    done(response);
  }
  end(failure) {
    if (this.failure !== null) return;
    this.failure = failure;
    this.waiting?.failed(failure);
    this.waiting = null;
    this.listener?.onEnd();
  }
}
function opened(target, signal) {
  const { address, port, tls } = target;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    // Cameras have certificates of their own making: the fingerprint is what is checked.
    const socket =
      tls === null
        ? connectTcp({ host: address, port, noDelay: true })
        : connectTls({ host: address, port, rejectUnauthorized: false });
    const settle = (failure) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners('error');
      socket.on('error', () => undefined);
      if (failure === null) return resolve(socket);
      socket.destroy();
      reject(failure);
    };
    const abort = () => settle(signal.reason);
    const timer = setTimeout(() => settle(new ProbeFailure('unreachable')), target.connectMs);
    signal.addEventListener('abort', abort);
    socket.once(tls === null ? 'connect' : 'secureConnect', () => settle(null));
    socket.once('error', (error) => settle(connectFailure(error)));
  });
}
function connectFailure(error) {
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
function fingerprintOf(socket) {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? null;
}
