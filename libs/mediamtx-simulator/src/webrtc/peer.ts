import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, type RTCDtlsTransport } from 'werift';
import { writeRtp, type RtpPacket } from '../h264/rtp-packet';
import { replaceCandidateHost } from './offered-hosts';
import { parseOffer } from './offer';
import { sendCloseNotify } from './send-close-notify';

/** Events of a peer connection. */
export interface PeerEvents {
  connected(): void;
  gone(): void;
}

const FMTP = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';
/** Media is sent from loopback only: the simulator is for one machine. */
export const HOST = '127.0.0.1';
/** Time that the sockets of a closed connection stay open. */
export const LINGER_MS = 100;

/** The WebRTC connection to one viewer, sending one H.264 track. */
export class Peer {
  readonly counts = { sentBytes: 0, sentPackets: 0 };
  private readonly connection: RTCPeerConnection;
  private readonly track = new MediaStreamTrack({ kind: 'video' });
  private readonly payloadType: number;
  private closed = false;

  /**
   * Throws if the offer is not supported. Every viewer has a separate UDP port: unlike MediaMTX, werift can't serve
   * all viewers on webrtcLocalUDPAddress.
   */
  constructor(
    private readonly offer: string,
    /** Hosts of the candidates in the SDP answer. Only addresses of this machine receive media. */
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

  /** Resolves to the SDP answer with all candidates. */
  async answer(): Promise<string> {
    await this.connection.setRemoteDescription({ type: 'offer', sdp: this.offer });
    await this.connection.setLocalDescription(await this.connection.createAnswer());
    return replaceCandidateHost(this.connection.localDescription?.sdp ?? '', HOST, this.offeredHosts);
  }

  /** Adds a trickled candidate. */
  addCandidate(candidate: string): void {
    if (this.closed) return;
    this.connection.addIceCandidate({ candidate, sdpMLineIndex: 0 }).catch(() => {
      // An mDNS name can't be resolved here: the viewer's connectivity checks reach this side.
    });
  }

  /** Sends a packet with this connection's payload type. Returns its size in bytes. */
  send(packet: RtpPacket): number {
    if (this.closed) return 0;
    const raw = writeRtp({ ...packet, payloadType: this.payloadType }, 0);
    this.track.writeRtp(raw);
    this.counts.sentBytes += raw.length;
    this.counts.sentPackets++;
    return raw.length;
  }

  /** Bytes and packets received from the viewer (RTCP). */
  get received(): { bytes: number; packets: number } {
    return { bytes: this.transport?.bytesReceived ?? 0, packets: this.transport?.packetsReceived ?? 0 };
  }

  /** Local and remote candidate in the format of the Control API: `host/udp/127.0.0.1/8189`. */
  candidates(): { local: string; remote: string } {
    const pair = this.transport?.iceTransport.connection.nominated;
    const show = (end: { type: string; host: string; port: number } | undefined) =>
      end ? `${end.type}/udp/${end.host}/${end.port}` : '';
    return { local: show(pair?.localCandidate), remote: show(pair?.remoteCandidate) };
  }

  /** Closes the connection. The viewer's DTLS transport closes within milliseconds. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    const { transport } = this;
    if (transport) void sendCloseNotify(transport);
    // werift sends packets after the promise has resolved: closing the socket immediately would lose the alert.
    setTimeout(() => void this.connection.close().catch(() => undefined), LINGER_MS);
  }

  private get transport(): RTCDtlsTransport | undefined {
    return this.connection.dtlsTransports[0];
  }
}
