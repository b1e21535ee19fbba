import type { RtpPacket, SdpVideo } from '@ppf/rtsp-wire';
import { JpegFrame } from './jpeg-frame';
import { PictureTimes } from './picture-times';
import type { KeyFrame } from './video-facts';
import type { PictureFacts, PictureWatch } from './picture-watch';

/** Watches MJPEG (RFC 2435), in which every picture is independent. */
export class JpegPictureWatch implements PictureWatch {
  private readonly times: PictureTimes;
  private readonly frame = new JpegFrame();
  private width: number | null = null;
  private height: number | null = null;

  constructor(private readonly video: SdpVideo) {
    this.times = new PictureTimes(video.clockRate);
  }

  get seconds(): number {
    return this.times.seconds;
  }

  get keyFrame(): KeyFrame | null {
    return this.frame.complete === null ? null : { format: 'jpeg', bytes: this.frame.complete };
  }

  push(packet: RtpPacket, nowMs: number): void {
    const { payload, timestamp } = packet;
    this.times.push(timestamp, nowMs);
    this.frame.push(packet);
    // In blocks of 8 pixels; 0 where the picture is too large for the field (§3.1.5).
    this.width = (payload[6] ?? 0) * 8 || this.width;
    this.height = (payload[7] ?? 0) * 8 || this.height;
  }

  facts(): PictureFacts {
    const { count, rate, jumps } = this.times;
    return {
      codec: 'JPEG',
      profile: null,
      level: null,
      width: this.width,
      height: this.height,
      frameRate: rate ?? this.video.frameRate,
      keyFrames: count,
      keyFrameIntervalMs: rate === null ? null : Math.round(1_000 / rate),
      bFrames: false,
      hasIntraRefresh: false,
      hasNoSize: count > 0 && (this.width === null || this.height === null),
      timestampJumps: jumps,
    };
  }
}
