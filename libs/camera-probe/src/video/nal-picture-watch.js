import { KeyFrameWatch } from './key-frame-watch';
import { PictureTimes } from './picture-times';
/** Watches H.264 and H.265. */
export class NalPictureWatch {
  video;
  codec;
  depacketizer;
  times;
  keys;
  format = null;
  hasBSlice = false;
  constructor(video, codec) {
    this.video = video;
    this.codec = codec;
    this.depacketizer = codec.depacketizer();
    this.times = new PictureTimes(video.clockRate);
    this.keys = new KeyFrameWatch(codec);
    for (const unit of codec.parametersIn(video.format)) this.keepParameters(unit);
  }
  get seconds() {
    return this.times.seconds;
  }
  get keyFrame() {
    return this.keys.first;
  }
  take({ payload, timestamp, marker }) {
    this.times.take(timestamp);
    for (const unit of this.depacketizer.take(payload)) this.takeUnit(unit, timestamp);
    if (marker) this.keys.finish();
  }
  facts() {
    const longest = this.keys.longestTicks;
    return {
      codec: this.codec.name,
      profile: this.format?.profile ?? null,
      level: this.format?.level ?? null,
      width: this.format?.width ?? null,
      height: this.format?.height ?? null,
      frameRate: this.times.rate ?? this.format?.frameRate ?? this.video.frameRate,
      keyFrames: this.keys.count,
      keyFrameIntervalMs: longest === null ? null : Math.round((longest * 1_000) / this.video.clockRate),
      bFrames: this.hasBFrames(),
    };
  }
  hasBFrames() {
    if (this.hasBSlice || this.times.wentBack) return true;
    // Two key frames have everything between them that the encoder makes.
    return this.format?.reorder === 0 || this.keys.count >= 2 ? false : null;
  }
  takeUnit(unit, timestamp) {
    const kind = this.codec.kindOf(unit);
    if (kind === 'parameters') this.keepParameters(unit);
    else if (kind === 'key') this.keys.take(unit, timestamp);
    else if (kind === 'b-slice') this.hasBSlice = true;
  }
  keepParameters(unit) {
    this.keys.keepParameters(unit);
    this.format = this.codec.formatOf(unit) ?? this.format;
  }
}
