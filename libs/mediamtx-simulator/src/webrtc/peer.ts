import { PeerConnection, RtcpNackResponder, Video, type Track } from 'node-datachannel';
import type { RtpPacket } from '../h264/rtp-packet';
import { writeRtp } from '../h264/rtp-packet';
import { parseOffer } from './offer';

/** Where the media of WebRTC is sent from. */
export interface IceAddress {
  host: string;
  /** One port for all sessions, as MediaMTX's. */
  port: number;
}

/** What a peer tells its session. */
export interface PeerEvents {
  connected(): void;
  gone(): void;
}

const FMTP = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';

/** The WebRTC connection to one viewer, sending one H.264 track. */
export class Peer {
  readonly counts = { sentBytes: 0, sentPackets: 0, receivedBytes: 0, receivedPackets: 0 };
  private readonly connection: PeerConnection;
  private readonly ssrc = 1 + Math.floor(Math.random() * 0x7ffffffe);
  private readonly mid: string;
  private readonly payloadType: number;
  private readonly track: Track;
  private closed = false;

  /** Throws when the offer can't be answered. */
  constructor(
    private readonly offer: string,
    ice: IceAddress,
    events: PeerEvents,
  ) {
    const { mid, payloadType } = parseOffer(offer);
    if (payloadType === null) throw new Error('codecs not supported by client');
    this.mid = mid;
    this.payloadType = payloadType;
    this.connection = new PeerConnection('viewer', {
      iceServers: [],
      bindAddress: ice.host,
      enableIceUdpMux: true,
      portRangeBegin: ice.port,
      portRangeEnd: ice.port,
    });
    this.connection.onStateChange((state) => {
      if (this.closed) return;
      if (state === 'connected') events.connected();
      if (state === 'closed' || state === 'failed') events.gone();
    });
    const video = new Video(mid, 'SendOnly');
    video.addH264Codec(payloadType, FMTP);
    video.addSSRC(this.ssrc, 'mediamtx', 'mediamtx', 'video');
    this.track = this.connection.addTrack(video);
    this.track.setMediaHandler(new RtcpNackResponder());
    this.track.onMessage((rtcp) => {
      this.counts.receivedBytes += rtcp.length;
      this.counts.receivedPackets++;
    });
  }

  /** The answer, with every candidate in it. */
  answer(): Promise<string> {
    return new Promise((resolve, reject) => {
      const done = () => resolve(this.connection.localDescription()?.sdp ?? '');
      this.connection.onGatheringStateChange((state) => {
        if (state === 'complete') done();
      });
      try {
        this.connection.setRemoteDescription(this.offer, 'offer');
      } catch (error) {
        reject(error as Error);
      }
    });
  }

  /** Takes a candidate that came later. */
  addCandidate(candidate: string): void {
    if (!this.closed) this.connection.addRemoteCandidate(candidate, this.mid);
  }

  /** Sends a packet, in this connection's payload type and source; the bytes that it took. */
  send(packet: RtpPacket): number {
    if (this.closed || !this.track.isOpen()) return 0;
    const raw = writeRtp({ ...packet, payloadType: this.payloadType }, this.ssrc);
    if (!this.track.sendMessageBinary(raw)) return 0;
    this.counts.sentBytes += raw.length;
    this.counts.sentPackets++;
    return raw.length;
  }

  /** `host/udp/127.0.0.1/8189` and the other side's, as the Control API shows them. */
  candidates(): { local: string; remote: string } {
    const pair = this.closed ? null : this.connection.getSelectedCandidatePair();
    const show = (end: { type: string; transportType: string; address: string; port: number } | undefined) =>
      end ? `${end.type}/${end.transportType.toLowerCase()}/${end.address}/${end.port}` : '';
    return { local: show(pair?.local), remote: show(pair?.remote) };
  }

  /** Ends the connection; the viewer sees its DTLS transport closed within milliseconds. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.track.close();
    this.connection.close();
  }
}
