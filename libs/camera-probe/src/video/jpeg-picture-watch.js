import { PictureTimes } from './picture-times';
/** Watches MJPEG (RFC 2435), where every picture stands alone. */
export class JpegPictureWatch {
  video;
  keyFrame = null;
  times;
  width = null;
  height = null;
  constructor(video) {
    this.video = video;
    this.times = new PictureTimes(video.clockRate);
  }
  get seconds() {
    return this.times.seconds;
  }
  take({ payload, timestamp }) {
    this.times.take(timestamp);
    // In blocks of 8 pixels; 0 where the picture is too large for the field (§3.1.5).
    this.width = (payload[6] ?? 0) * 8 || this.width;
    this.height = (payload[7] ?? 0) * 8 || this.height;
  }
  facts() {
    const { count, rate, seconds } = this.times;
    return {
      codec: 'JPEG',
      profile: null,
      level: null,
      width: this.width,
      height: this.height,
      frameRate: rate ?? this.video.frameRate,
      keyFrames: count,
      keyFrameIntervalMs: count < 2 ? null : Math.round((seconds * 1_000) / (count - 1)),
      bFrames: false,
    };
  }
}
