import { randomBytes, randomUUID } from 'node:crypto';
import type { PathConfig } from '../config/path-config';
import { rawPacket, type Stream } from '../paths/stream';
import type { Path } from '../paths/path';
import type { Publisher, Reader } from '../paths/participants';
import type { Track } from '../rtsp/sdp';

/** The connection of a session. */
export interface SessionConnection {
  id: string;
  remoteAddr: string;
  /** Returns false if the client reads too slowly. */
  sendPacket(channel: number, packet: Buffer): boolean;
  close(reason: string): void;
}

interface SetUpTrack {
  index: number;
  channel: number;
  ssrc: number;
}

/** One RTSP session: a publisher or a reader, packets interleaved on its connection. */
export class RtspSession implements Publisher, Reader {
  readonly id = randomUUID();
  /** Value of the Session header. */
  readonly secret = randomBytes(16).toString('hex');
  readonly created = new Date();
  state: 'idle' | 'read' | 'publish' = 'idle';
  path = '';
  query = '';
  user = '';
  userAgent = '';
  /** Announced tracks of a publisher, and the path configuration at that time. */
  announced: { tracks: Track[]; config: PathConfig } | null = null;
  private runtime: Path | null = null;
  private stream: Stream | null = null;
  private setUp: SetUpTrack[] = [];
  private stopListening: (() => void) | null = null;
  private readonly counts = { inBytes: 0, inPackets: 0, inRtcp: 0, outBytes: 0, outPackets: 0, discarded: 0 };

  constructor(private readonly connection: SessionConnection) {}

  describe() {
    return { type: 'rtspSession', id: this.id };
  }

  /** The path closes the session. */
  close(): void {
    this.runtime = null;
    this.connection.close('terminated');
  }

  /** Attaches an admitted reader. */
  attach(path: Path, stream: Stream): void {
    this.runtime = path;
    this.stream = stream;
  }

  /** Whether a reader has been admitted. */
  get attached(): boolean {
    return this.stream !== null;
  }

  /** Sets a track up on a channel. */
  setTrack(control: string, channel: number): void {
    const tracks = this.announced?.tracks ?? this.stream?.tracks ?? [];
    const named = tracks.findIndex((track) => control !== '' && track.control.endsWith(control));
    const numbered = Number(/\d+$/.exec(control)?.[0] ?? this.setUp.length);
    const index = this.announced && named >= 0 ? named : numbered;
    this.setUp.push({ index, channel, ssrc: randomBytes(4).readUInt32BE() });
  }

  /** Default channel for the next track. */
  get nextChannel(): number {
    return this.setUp.length * 2;
  }

  /** Starts sending. */
  play(): void {
    this.state = 'read';
    this.stopListening ??=
      this.stream?.listen((track, packet) => {
        const target = this.setUp.find(({ index }) => index === track);
        if (!target) return;
        const raw = rawPacket(packet, target.ssrc);
        if (!this.connection.sendPacket(target.channel, raw)) {
          this.counts.discarded++;
          return;
        }
        this.counts.outBytes += raw.length;
        this.counts.outPackets++;
        this.stream?.sent(raw.length);
      }) ?? null;
  }

  /** Stops sending or publishing. */
  async pause(): Promise<void> {
    this.stopListening?.();
    this.stopListening = null;
    if (this.state === 'publish') await this.runtime?.unpublish(this);
    this.state = 'idle';
  }

  /** Starts receiving packets. */
  record(path: Path, stream: Stream): void {
    this.state = 'publish';
    this.runtime = path;
    this.stream = stream;
  }

  /** Receives an interleaved packet. */
  receive(channel: number, packet: Buffer): void {
    this.counts.inBytes += packet.length;
    if (channel % 2 === 1) {
      this.counts.inRtcp++;
      return;
    }
    this.counts.inPackets++;
    const track = this.setUp.find((each) => each.channel === channel);
    if (track && this.state === 'publish') this.stream?.write(track.index, packet);
  }

  /** Leaves the path when the connection ends. */
  async leave(): Promise<void> {
    const path = this.runtime;
    await this.pause();
    this.runtime = null;
    this.stream = null;
    path?.removeReader(this);
  }

  /** In the format of the Control API (MediaMTX contract §4.2). */
  item() {
    const { inBytes, inPackets, inRtcp, outBytes, outPackets, discarded } = this.counts;
    const set = this.setUp.length > 0;
    return {
      id: this.id,
      created: this.created.toISOString(),
      remoteAddr: this.connection.remoteAddr,
      state: this.state,
      path: this.path,
      query: this.query,
      user: this.user,
      userAgent: this.userAgent,
      transport: set ? 'TCP' : null,
      profile: set ? 'AVP' : null,
      conns: [this.connection.id],
      inboundBytes: inBytes,
      inboundRTPPackets: inPackets,
      inboundRTPPacketsLost: 0,
      inboundRTPPacketsInError: 0,
      inboundRTPPacketsJitter: 0,
      inboundRTCPPackets: inRtcp,
      inboundRTCPPacketsInError: 0,
      outboundBytes: outBytes,
      outboundRTPPackets: outPackets,
      outboundRTPPacketsReportedLost: 0,
      outboundRTPPacketsDiscarded: discarded,
      outboundRTCPPackets: 0,
      bytesReceived: inBytes,
      bytesSent: outBytes,
      rtpPacketsReceived: inPackets,
      rtpPacketsSent: outPackets,
      rtpPacketsLost: 0,
      rtpPacketsInError: 0,
      rtpPacketsJitter: 0,
      rtcpPacketsReceived: inRtcp,
      rtcpPacketsSent: 0,
      rtcpPacketsInError: 0,
    };
  }
}
