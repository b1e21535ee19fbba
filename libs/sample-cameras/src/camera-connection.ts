import { randomBytes } from 'node:crypto';
import { type Socket } from 'node:net';
import { type ClipClock } from './clip-clock';
import { sendFrames } from './frame-sender';
import { openRoute, type PacketRoute } from './packet-route';
import {
  challenge,
  isAuthorized,
  type CameraAuthentication,
  type CameraCredentials,
} from './rtsp-authentication';
import { formatRtsp, RtspReader, type RtspMessage } from './rtsp-message';
import { TRACK } from './session-description';

/** What a connection needs to know of its camera. */
export interface CameraView {
  readonly host: string;
  /** Path and query of its address, without the leading slash. */
  readonly path: string;
  readonly authentication: CameraAuthentication;
  readonly credentials: CameraCredentials;
  readonly description: string;
  readonly clock: ClipClock;
}

const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER, SET_PARAMETER';
const SESSION_TIMEOUT_SECONDS = 60;

/** One RTSP connection to a camera (RFC 2326): a reader asks for the description, sets up its track and plays. */
export class CameraConnection {
  private readonly nonce = randomBytes(16).toString('hex');
  private readonly session = randomBytes(4).toString('hex').toUpperCase();
  private route: PacketRoute | undefined;
  private endPlaying: (() => void) | undefined;
  private answered: Promise<void> = Promise.resolve();

  constructor(
    private readonly camera: CameraView,
    private readonly socket: Socket,
  ) {
    socket.setNoDelay(true);
    // One after the other: opening UDP ports takes a moment, and answers must keep their order.
    const reader = new RtspReader((message) => {
      this.answered = this.answered.then(() => this.answer(message)).catch(() => void socket.destroy());
    });
    socket.on('data', (bytes) => {
      try {
        reader.push(bytes);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.end());
  }

  /** Whether pictures are being sent to this reader. */
  get plays(): boolean {
    return this.endPlaying !== undefined;
  }

  /** Cuts the connection. */
  close(): void {
    this.socket.destroy();
  }

  private async answer(request: RtspMessage): Promise<void> {
    const [method = '', uri = ''] = request.startLine.split(' ');
    if (method === 'OPTIONS') return this.reply(request, '200 OK', { Public: METHODS });
    if (!this.admits(method, request)) {
      const { authentication } = this.camera;
      return this.reply(request, '401 Unauthorized', {
        'WWW-Authenticate': challenge(authentication, this.nonce),
      });
    }
    if (!this.names(uri)) return this.reply(request, '404 Not Found');
    switch (method) {
      case 'DESCRIBE':
        return this.describe(request, uri);
      case 'SETUP':
        return this.setUp(request);
      case 'PLAY':
        return this.play(request, uri);
      case 'PAUSE':
        this.pause();
        return this.reply(request, '200 OK');
      case 'TEARDOWN':
        this.end();
        return this.reply(request, '200 OK');
      case 'GET_PARAMETER':
      case 'SET_PARAMETER':
        return this.reply(request, '200 OK');
      default:
        return this.reply(request, '501 Not Implemented');
    }
  }

  private admits(method: string, request: RtspMessage): boolean {
    const { authentication, credentials } = this.camera;
    const authorization = request.headers.authorization ?? '';
    return isAuthorized(authentication, credentials, { method, authorization, nonce: this.nonce });
  }

  private names(uri: string): boolean {
    const path = /^rtsp:\/\/[^/]+\/(.*)$/i.exec(uri)?.[1] ?? '';
    return [this.camera.path, `${this.camera.path}/`, `${this.camera.path}/${TRACK}`].includes(path);
  }

  private describe(request: RtspMessage, uri: string): void {
    const headers = {
      'Content-Type': 'application/sdp',
      'Content-Base': uri.endsWith('/') ? uri : `${uri}/`,
    };
    this.reply(request, '200 OK', headers, this.camera.description);
  }

  private async setUp(request: RtspMessage): Promise<void> {
    if (this.route) return this.reply(request, '455 Method Not Valid in This State');
    this.route = await openRoute(request.headers.transport ?? '', this.socket, this.camera.host);
    if (!this.route) return this.reply(request, '461 Unsupported Transport');
    if (this.socket.destroyed) return this.end();
    this.reply(request, '200 OK', { Transport: this.route.transport });
  }

  private play(request: RtspMessage, uri: string): void {
    if (!this.route) return this.reply(request, '455 Method Not Valid in This State');
    this.reply(request, '200 OK', { Range: 'npt=0.000-', 'RTP-Info': `url=${uri}` });
    this.endPlaying ??= sendFrames(this.camera.clock, this.route);
  }

  private pause(): void {
    this.endPlaying?.();
    this.endPlaying = undefined;
  }

  private end(): void {
    this.pause();
    this.route?.close();
    this.route = undefined;
  }

  private reply(request: RtspMessage, status: string, headers: Record<string, string> = {}, body = ''): void {
    const session = this.route ? { Session: `${this.session};timeout=${SESSION_TIMEOUT_SECONDS}` } : {};
    const all = { CSeq: request.headers.cseq ?? '0', Server: 'Sample camera', ...session, ...headers };
    this.socket.write(formatRtsp(`RTSP/1.0 ${status}`, all, body));
  }
}
