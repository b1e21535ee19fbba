import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, type RTCDtlsTransport } from 'werift';
import { writeRtp, type RtpPacket } from '../h264/rtp-packet';
import { offerAt } from './offered-hosts';
import { parseOffer } from './offer';
import { sendCloseNotify } from './send-close-notify';

/** What a peer tells its session. */
export interface PeerEvents {
  connected(): void;
  gone(): void;
}

const FMTP = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';
/** Media is sent from loopback only: the simulator is for one machine. */
export const HOST = '127.0.0.1';
/** How long the sockets of a connection stay open after its end. */
export const LINGER_MS = 100;

/** The WebRTC connection to one viewer, sending one H.264 track. */
export class Peer {
  readonly counts = { sentBytes: 0, sentPackets: 0 };
  private readonly connection: RTCPeerConnection;
  private readonly track = new MediaStreamTrack({ kind: 'video' });
  private readonly payloadType: number;
  private closed = false;

  /**
   * Throws when the offer can't be answered. Every viewer gets a UDP port of its own: unlike MediaMTX, werift can't
   * serve all of them from webrtcLocalUDPAddress.
   */
  constructor(
    private readonly offer: string,
    /** Where the answer says that media is to be had; what does not lead to this machine leads nowhere. */
    private readonly offeredHosts: readonly string[],
    events: PeerEvents,
  ) {
    const { payloadType } = parseOffer(offer);
    if (payloadType === null) throw new Error('codecs not supported by client');
    this.payloadType = payloadType;
    const codec = new RTCRtpCodecParameters({
      mimeType: 'video/H264',
      clockRate: 90_000,
      payloadType,
      rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
      parameters: FMTP,
    });
    this.connection = new RTCPeerConnection({
      iceServers: [],
      iceUseIpv4: false,
      iceUseIpv6: false,
      iceAdditionalHostAddresses: [HOST],
      codecs: { video: [codec], audio: [] },
    });
    this.connection.addTransceiver(this.track, { direction: 'sendonly' });
    this.connection.connectionStateChange.subscribe((state) => {
      if (this.closed) return;
      if (state === 'connected') events.connected();
      if (state === 'closed' || state === 'failed') events.gone();
    });
  }

  /** The answer, with every candidate in it. */
  async answer(): Promise<string> {
    await this.connection.setRemoteDescription({ type: 'offer', sdp: this.offer });
    await this.connection.setLocalDescription(await this.connection.createAnswer());
    return offerAt(this.connection.localDescription?.sdp ?? '', HOST, this.offeredHosts);
  }

  /** Takes a candidate that came later. */
  addCandidate(candidate: string): void {
    if (this.closed) return;
    this.connection.addIceCandidate({ candidate, sdpMLineIndex: 0 }).catch(() => {
      // An mDNS name that can't be resolved here: the viewer's own checks find us.
    });
  }

  /** Sends a packet, in this connection's payload type and source; the bytes that it took. */
  send(packet: RtpPacket): number {
    if (this.closed) return 0;
    const raw = writeRtp({ ...packet, payloadType: this.payloadType }, 0);
    this.track.writeRtp(raw);
    this.counts.sentBytes += raw.length;
    this.counts.sentPackets++;
    return raw.length;
  }

  /** What the viewer has sent (RTCP). */
  get received(): { bytes: number; packets: number } {
    return { bytes: this.transport?.bytesReceived ?? 0, packets: this.transport?.packetsReceived ?? 0 };
  }

  /** `host/udp/127.0.0.1/8189` and the other side's, as the Control API shows them. */
  candidates(): { local: string; remote: string } {
    const pair = this.transport?.iceTransport.connection.nominated;
    const show = (end: { type: string; host: string; port: number } | undefined) =>
      end ? `${end.type}/udp/${end.host}/${end.port}` : '';
    return { local: show(pair?.localCandidate), remote: show(pair?.remoteCandidate) };
  }

  /** Ends the connection; the viewer sees its DTLS transport closed within milliseconds. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    const { transport } = this;
    if (transport) void sendCloseNotify(transport);
    // werift hands packets to the socket later than it says: a socket closed at once would swallow the alert.
    setTimeout(() => void this.connection.close().catch(() => undefined), LINGER_MS);
  }

  private get transport(): RTCDtlsTransport | undefined {
    return this.connection.dtlsTransports[0];
  }
}
