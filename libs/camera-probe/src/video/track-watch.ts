import { parseRtpPacket, type SdpVideo } from '@ppf/rtsp-wire';
import { JpegPictureWatch } from './jpeg-picture-watch';
import { NalPictureWatch } from './nal-picture-watch';
import type { PictureWatch } from './picture-watch';
import { videoCodec } from './video-codec';
import type { KeyFrame, VideoFacts } from './video-facts';

/** Minimum time for a bitrate, in seconds. */
const MIN_BITRATE_SECONDS = 0.5;

/** Watches the video track of one connection, also by the test's clock. */
export class TrackWatch {
  private firstMs: number | null = null;
  private latestMs = 0;
  private received = 0;

  private constructor(
    private readonly payloadType: number,
    private readonly pictures: PictureWatch,
  ) {}

  /** Null: a codec that cannot be analyzed. */
  static of(video: SdpVideo): TrackWatch | null {
    const codec = videoCodec(video.codec);
    if (codec !== null) return new TrackWatch(video.payloadType, new NalPictureWatch(video, codec));
    return video.codec === 'JPEG' ? new TrackWatch(video.payloadType, new JpegPictureWatch(video)) : null;
  }

  /** Adds a packet of the track's channel, received at `nowMs`. */
  push(packet: Buffer, nowMs: number): void {
    const rtp = parseRtpPacket(packet);
    if (rtp === null || rtp.payloadType !== this.payloadType) return;
    this.firstMs ??= nowMs;
    this.latestMs = nowMs;
    this.received += rtp.payload.length;
    this.pictures.push(rtp, nowMs);
  }

  /** Arrival of the last packet by the test's clock; null: none. */
  get lastPacketMs(): number | null {
    return this.firstMs === null ? null : this.latestMs;
  }

  /** Bytes of pictures so far. */
  get bytes(): number {
    return this.received;
  }

  get keyFrame(): KeyFrame | null {
    return this.pictures.keyFrame;
  }

  /** Facts so far. */
  facts(): VideoFacts {
    const { seconds } = this.pictures;
    return {
      ...this.pictures.facts(),
      bitrate: seconds >= MIN_BITRATE_SECONDS ? Math.round((this.received * 8) / seconds) : null,
      watchedMs: this.firstMs === null ? 0 : Math.round(this.latestMs - this.firstMs),
    };
  }
}

/** Facts of a codec that cannot be analyzed. */
export function unwatchedFacts(video: SdpVideo): VideoFacts {
  return {
    codec: video.codec,
    ...{ profile: null, level: null, width: null, height: null, bitrate: null },
    frameRate: video.frameRate,
    ...{ keyFrameIntervalMs: null, keyFrames: 0, bFrames: null, watchedMs: 0 },
    ...{ hasIntraRefresh: false, hasNoSize: false, timestampJumps: 0 },
  };
}
