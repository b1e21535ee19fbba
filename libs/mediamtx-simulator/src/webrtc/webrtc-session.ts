import { randomUUID } from 'node:crypto';
import type { AccessRequest } from '../auth/access-request';
import { prefixed, type Log } from '../log';
import type { Path } from '../paths/path';
import type { PathManager } from '../paths/path-manager';
import type { Reader } from '../paths/participants';
import type { Stream } from '../paths/stream';
import { candidatesOf } from './offer';
import { Peer } from './peer';

/** A WHEP request that creates a session. */
export interface ViewerRequest {
  remoteAddr: string;
  offer: string;
  access: Omit<AccessRequest, 'id'>;
}

/** The server of a session. */
export interface SessionServer {
  pathManager: PathManager;
  handshakeTimeoutMs: number;
  /** Hosts of the candidates in the SDP answer. */
  offeredHosts: readonly string[];
  log: Log;
  closed(session: WebrtcSession): void;
}

const NO_CODEC =
  "the stream doesn't contain any supported codec, which are currently AV1, VP9, VP8, H265, H264, Opus, G722, G711, LPCM";

/** One WHEP viewer. It is listed while its hook request is pending (MediaMTX contract §1.6). */
export class WebrtcSession implements Reader {
  readonly id = randomUUID();
  /** Part of the session's URL; authorizes PATCH and DELETE. */
  readonly secret = randomUUID();
  private readonly created = new Date();
  private readonly log: Log;
  private user = '';
  private connected = false;
  private path: Path | null = null;
  private peer: Peer | null = null;
  private stopListening: (() => void) | null = null;
  private handshake: NodeJS.Timeout | null = null;
  private over = false;

  constructor(
    private readonly request: ViewerRequest,
    private readonly server: SessionServer,
  ) {
    this.log = prefixed(server.log, `[session ${this.id.slice(0, 8)}]`);
    this.log('info', `created by ${request.remoteAddr}`);
  }

  /** Admits the viewer and resolves to the SDP answer. Rejects with the error of the POST. */
  async open(): Promise<string> {
    try {
      const access = { ...this.request.access, id: this.id };
      const { path, stream, user } = await this.server.pathManager.addReader(this, access, this.log);
      this.path = path;
      if (this.over) {
        path.removeReader(this);
        throw new Error('terminated');
      }
      this.user = user;
      return await this.connect(stream);
    } catch (error) {
      this.finish((error as Error).message);
      throw error;
    }
  }

  /** Adds trickled candidates. */
  addCandidates(fragment: string): void {
    for (const candidate of candidatesOf(fragment)) {
      this.peer?.addCandidate(candidate);
    }
  }

  describe() {
    return { type: 'webRTCSession', id: this.id };
  }

  close(): void {
    this.finish('terminated');
  }

  /** Closes the session. */
  finish(reason: string): void {
    if (this.over) return;
    this.over = true;
    if (this.handshake) clearTimeout(this.handshake);
    this.stopListening?.();
    this.peer?.close();
    this.path?.removeReader(this);
    this.server.closed(this);
    this.log('info', `closed: ${reason}`);
  }

  private async connect(stream: Stream): Promise<string> {
    if (stream.videoTrack < 0) throw new Error(NO_CODEC);
    this.peer = new Peer(this.request.offer, this.server.offeredHosts, {
      connected: () => this.play(stream),
      gone: () => this.finish('peer connection closed'),
    });
    const answer = await this.peer.answer();
    if (this.over) throw new Error('InvalidStateError: connection closed');
    this.handshake = setTimeout(
      () => this.finish('deadline exceeded while waiting connection'),
      this.server.handshakeTimeoutMs,
    );
    return answer;
  }

  private play(stream: Stream): void {
    if (this.connected || this.over) return;
    this.connected = true;
    if (this.handshake) clearTimeout(this.handshake);
    this.log('info', `is reading from path '${this.request.access.path}', 1 track (H264)`);
    const video = stream.videoTrack;
    this.stopListening = stream.listen((track, packet) => {
      if (track === video && this.peer) stream.sent(this.peer.send(packet));
    });
  }

  /** In the format of the Control API (MediaMTX contract §4.2). */
  item() {
    const { path, query, userAgent } = this.request.access;
    const counts = this.peer?.counts;
    const sent = { bytes: counts?.sentBytes ?? 0, packets: counts?.sentPackets ?? 0 };
    const got = this.peer?.received ?? { bytes: 0, packets: 0 };
    const candidates = this.connected ? this.peer?.candidates() : undefined;
    return {
      id: this.id,
      created: this.created.toISOString(),
      remoteAddr: this.request.remoteAddr,
      peerConnectionEstablished: this.connected,
      localCandidate: candidates?.local ?? '',
      remoteCandidate: candidates?.remote ?? '',
      state: 'read',
      path,
      query,
      user: this.user,
      userAgent,
      inboundBytes: got.bytes,
      inboundRTPPackets: 0,
      inboundRTPPacketsLost: 0,
      inboundRTPPacketsJitter: 0,
      inboundRTCPPackets: got.packets,
      outboundBytes: sent.bytes,
      outboundRTPPackets: sent.packets,
      outboundRTCPPackets: 0,
      outboundFramesDiscarded: 0,
      bytesReceived: got.bytes,
      bytesSent: sent.bytes,
      rtpPacketsReceived: 0,
      rtpPacketsSent: sent.packets,
      rtpPacketsLost: 0,
      rtpPacketsJitter: 0,
      rtcpPacketsReceived: got.packets,
      rtcpPacketsSent: 0,
    };
  }
}
