import { formatMessage, type RtspCredentials } from '@ppf/rtsp-wire';
import { randomBytes } from 'node:crypto';
import { type Socket } from 'node:net';
import { type ClipClock } from './clip-clock';
import { sendFrames } from './frame-sender';
import { openRoute, type PacketRoute } from './packet-route';
import { type CameraAuthentication, formatChallenge, isAuthorized } from './rtsp-authentication';
import { RtspReader, type RtspMessage } from './rtsp-message';
import { TRACK } from './session-description';

/** Settings of a camera that its connections use. */
export interface CameraSettings {
  readonly host: string;
  /** Path and query of the camera's URL, without the leading slash. */
  readonly path: string;
  readonly authentication: CameraAuthentication;
  readonly credentials: RtspCredentials;
  readonly description: string;
  readonly clock: ClipClock;
}

const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER, SET_PARAMETER';
const SESSION_TIMEOUT_SECONDS = 60;

/** The server side of one RTSP connection (RFC 2326), on which a reader requests DESCRIBE, SETUP and PLAY. */
export class CameraConnection {
  private readonly nonce = randomBytes(16).toString('hex');
  private readonly session = randomBytes(4).toString('hex').toUpperCase();
  private route: PacketRoute | undefined;
  private stopPlaying: (() => void) | undefined;
  private lastResponse: Promise<void> = Promise.resolve();

  constructor(
    private readonly camera: CameraSettings,
    private readonly socket: Socket,
  ) {
    socket.setNoDelay(true);
    // Requests are handled in sequence: opening UDP ports is asynchronous, and responses must keep their order.
    const reader = new RtspReader((message) => {
      this.lastResponse = this.lastResponse
        .then(() => this.respond(message))
        .catch(() => void socket.destroy());
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

  /** Whether pictures are sent to this reader. */
  get isPlaying(): boolean {
    return this.stopPlaying !== undefined;
  }

  /** Destroys the connection. */
  close(): void {
    this.socket.destroy();
  }

  private async respond(request: RtspMessage): Promise<void> {
    const [method = '', uri = ''] = request.startLine.split(' ');
    if (method === 'OPTIONS') return this.reply(request, '200 OK', { Public: METHODS });
    if (!this.isAuthorized(method, request)) {
      const { authentication } = this.camera;
      return this.reply(request, '401 Unauthorized', {
        'WWW-Authenticate': formatChallenge(authentication, this.nonce),
      });
    }
    if (!this.isStreamUri(uri)) return this.reply(request, '404 Not Found');
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

  private isAuthorized(method: string, request: RtspMessage): boolean {
    const { authentication, credentials } = this.camera;
    const authorization = request.headers.authorization ?? '';
    return isAuthorized(authentication, credentials, { method, authorization, nonce: this.nonce });
  }

  private isStreamUri(uri: string): boolean {
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
    this.stopPlaying ??= sendFrames(this.camera.clock, this.route);
  }

  private pause(): void {
    this.stopPlaying?.();
    this.stopPlaying = undefined;
  }

  private end(): void {
    this.pause();
    this.route?.close();
    this.route = undefined;
  }

  private reply(request: RtspMessage, status: string, headers: Record<string, string> = {}, body = ''): void {
    const session = this.route ? { Session: `${this.session};timeout=${SESSION_TIMEOUT_SECONDS}` } : {};
    const all = { CSeq: request.headers.cseq ?? '0', Server: 'Sample camera', ...session, ...headers };
    this.socket.write(formatMessage(`RTSP/1.0 ${status}`, all, body));
  }
}
