import { PacketFlow } from '../h264/packet-flow';
import { parseRtp, writeRtp } from '../h264/rtp-packet';
import type { RtpPacket } from '../h264/rtp-packet';
import { parseSps } from '../h264/sps';
import type { Track } from '../rtsp/sdp';

/** Receives the packets of a stream. */
export type StreamListener = (track: number, packet: RtpPacket) => void;

/** Live media of one path. */
export class Stream {
  inboundBytes = 0;
  outboundBytes = 0;
  private readonly listeners = new Set<StreamListener>();
  private readonly flows: (PacketFlow | null)[];

  constructor(readonly tracks: readonly Track[]) {
    this.flows = tracks.map((track) => (track.codec === 'H264' ? new PacketFlow(track.sets) : null));
  }

  /** Index of the H.264 track that WebRTC and HLS use; -1 if there is none. */
  get videoTrack(): number {
    return this.tracks.findIndex((track) => track.codec === 'H264');
  }

  /** Forwards an RTP packet of the source to the listeners. */
  write(track: number, raw: Buffer): void {
    const packet = parseRtp(raw);
    if (!packet || !this.tracks[track]) return;
    this.inboundBytes += raw.length;
    for (const passed of this.flows[track]?.pass(packet) ?? [packet]) {
      for (const listener of this.listeners) listener(track, passed);
    }
  }

  /** Adds a listener. It receives new packets only. Returns a function that removes it. */
  listen(listener: StreamListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Counts bytes that were sent to a reader. */
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

/** Returns the raw packet for RTSP readers. */
export const rawPacket = (packet: RtpPacket, ssrc: number): Buffer => writeRtp(packet, ssrc);

/** `1 track (H264)`, as the log has it. */
export const describeMedia = (tracks: readonly Track[]): string =>
  `${tracks.length} ${tracks.length === 1 ? 'track' : 'tracks'} (${tracks.map(({ codec }) => codec).join(', ')})`;
