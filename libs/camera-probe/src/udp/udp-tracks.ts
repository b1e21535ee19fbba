import { headerValues, type RtspResponse } from '@ppf/rtsp-wire';
import type { RtspClientRules } from '@ppf/mediamtx';
import { parseTransport } from '../media-server/transport-header';
import type { SdpTrack } from '../media-server/validate-description';
import { refusedTrack, unacceptedHeader } from '../faults/described-faults';
import { ProbeFailure } from '../faults/probe-fault';
import { UNSUPPORTED_TRANSPORT_STATUSES } from '../rtsp/accept-transport';
import { expectOk } from '../rtsp/expect-status';
import type { TrackTransports } from '../rtsp/track-transports';
import { UdpReceiver } from './udp-receiver';

/** Tracks over UDP, each with a pair of ports. */
export class UdpTracks implements TrackTransports {
  private readonly receivers = new Map<SdpTrack, UdpReceiver>();

  /**
   * @param address The camera's checked address. Nothing is sent to another one that the camera may name.
   * @param onPacket Receives the RTP packets of each track.
   */
  constructor(
    private readonly address: string,
    private readonly rules: RtspClientRules,
    private readonly onPacket: (track: SdpTrack, packet: Buffer) => void,
  ) {}

  async offer(track: SdpTrack): Promise<string> {
    const receiver = await UdpReceiver.open(this.address, (packet) => this.onPacket(track, packet));
    this.receivers.set(track, receiver);
    return `RTP/AVP/UDP;unicast;client_port=${receiver.port}-${receiver.port + 1}`;
  }

  /** As gortsplib does (`doSetup` with UDP and without `AnyPortEnable`). */
  accept(response: RtspResponse, track: SdpTrack): void {
    if (UNSUPPORTED_TRANSPORT_STATUSES.includes(response.status)) throw new ProbeFailure('udp-refused');
    if (track.media.kind === 'video') expectOk(response, 'unexpected-answer');
    else if (response.status !== 200) throw refusedTrack(track);
    const transport = parseTransport(headerValues(response, 'transport'), this.rules);
    if (transport?.protocol === 'tcp') throw new ProbeFailure('udp-refused');
    const ports = transport?.serverPorts;
    if (!transport || transport.isMulticast || !ports || ports.includes(0))
      throw unacceptedHeader('Transport');
    this.receivers.get(track)?.openFirewall(this.address, ports);
  }

  /** Frees all ports. */
  close(): void {
    for (const receiver of this.receivers.values()) receiver.close();
    this.receivers.clear();
  }
}
