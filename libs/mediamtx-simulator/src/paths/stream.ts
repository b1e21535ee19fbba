import { PacketFlow } from '../h264/packet-flow';
import { parseRtp, writeRtp } from '../h264/rtp-packet';
import type { RtpPacket } from '../h264/rtp-packet';
import { parseSps } from '../h264/sps';
import type { Track } from '../rtsp/sdp';

/** One who gets the packets of a stream. */
export type StreamListener = (track: number, packet: RtpPacket) => void;

/** Live media of one path, from its first packet to its end. */
export class Stream {
  inboundBytes = 0;
  outboundBytes = 0;
  private readonly listeners = new Set<StreamListener>();
  private readonly flows: (PacketFlow | null)[];

  constructor(readonly tracks: readonly Track[]) {
    this.flows = tracks.map((track) => (track.codec === 'H264' ? new PacketFlow(track.sets) : null));
  }

  /** Index of the H.264 track that WebRTC and HLS viewers get; -1 without one. */
  get videoTrack(): number {
    return this.tracks.findIndex((track) => track.codec === 'H264');
  }

  /** Takes an RTP packet from the source and hands it on. */
  write(track: number, raw: Buffer): void {
    const packet = parseRtp(raw);
    if (!packet || !this.tracks[track]) return;
    this.inboundBytes += raw.length;
    for (const passed of this.flows[track]?.pass(packet) ?? [packet]) {
      for (const listener of this.listeners) listener(track, passed);
    }
  }

  /** Hands packets to a listener from now on (no stored picture first). Returns what ends it. */
  listen(listener: StreamListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Counts what went out to a reader. */
  sent(bytes: number): void {
    this.outboundBytes += bytes;
  }

  /** `tracks2` of the Control API (MediaMTX contract §4.1). */
  describeTracks(): { codec: string; codecProps: Record<string, unknown> | null }[] {
    return this.tracks.map(({ codec, rtpmap, sets }) => {
      if (codec === 'MPEG-4 Audio') {
        const [, rate, channels] = rtpmap.split('/');
        return { codec, codecProps: { sampleRate: Number(rate), channelCount: Number(channels ?? 1) } };
      }
      const sps = codec === 'H264' && sets.sps ? parseSps(sets.sps) : null;
      if (!sps) return { codec, codecProps: null };
      const { width, height, profile, level } = sps;
      return { codec, codecProps: { width, height, profile, level } };
    });
  }
}

/** Makes the raw packet that RTSP readers get. */
export const rawPacket = (packet: RtpPacket, ssrc: number): Buffer => writeRtp(packet, ssrc);

/** `1 track (H264)`, as the log says it. */
export const describeMedia = (tracks: readonly Track[]): string =>
  `${tracks.length} ${tracks.length === 1 ? 'track' : 'tracks'} (${tracks.map(({ codec }) => codec).join(', ')})`;
