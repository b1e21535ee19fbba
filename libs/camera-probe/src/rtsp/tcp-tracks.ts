import type { RtspResponse } from '@ppf/rtsp-wire';
import type { RtspClientRules } from '@ppf/mediamtx';
import type { SdpTrack } from '../media-server/validate-description';
import { acceptTransport } from './accept-transport';
import type { TrackTransports } from './track-transports';

/** Tracks inside the RTSP connection (RFC 2326 §10.12). */
export class TcpTracks implements TrackTransports {
  private readonly used: number[] = [];
  private readonly channels = new Map<SdpTrack, number>();

  constructor(private readonly rules: RtspClientRules) {}

  /** The channel of a track's RTP. */
  channelOf(track: SdpTrack | undefined): number {
    return (track && this.channels.get(track)) ?? 0;
  }

  async offer(): Promise<string> {
    const latest = Math.max(-2, ...this.used);
    const free = latest + 2 - (Math.abs(latest) % 2);
    return `RTP/AVP/TCP;unicast;interleaved=${free}-${free + 1}`;
  }

  accept(response: RtspResponse, track: SdpTrack): void {
    const channel = acceptTransport(response, { track, used: this.used, rules: this.rules });
    this.used.push(channel);
    this.channels.set(track, channel);
  }
}
