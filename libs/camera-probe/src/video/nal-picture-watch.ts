import type { Depacketizer, PictureFormat, RtpPacket, SdpVideo } from '@ppf/rtsp-wire';
import { KeyFrameWatch } from './key-frame-watch';
import { PictureTimes } from './picture-times';
import type { VideoCodec } from './video-codec';
import type { KeyFrame } from './video-facts';
import type { PictureFacts, PictureWatch } from './picture-watch';

/** Longer than any parameter set, in bytes. */
const MAX_PARAMETER_SET_BYTES = 4 * 1024;

/** Watches H.264 and H.265. */
export class NalPictureWatch implements PictureWatch {
  private readonly depacketizer: Depacketizer;
  private readonly times: PictureTimes;
  private readonly keys: KeyFrameWatch;
  private format: PictureFormat | null = null;
  private hasBSlice = false;
  private hasRecoveryPoint = false;

  constructor(
    private readonly video: SdpVideo,
    private readonly codec: VideoCodec,
  ) {
    this.depacketizer = codec.depacketizer();
    this.times = new PictureTimes(video.clockRate);
    this.keys = new KeyFrameWatch(codec);
    for (const unit of codec.parametersIn(video.format)) this.addParameterSet(unit);
  }

  get seconds(): number {
    return this.times.seconds;
  }

  get keyFrame(): KeyFrame | null {
    return this.keys.first;
  }

  push({ payload, timestamp, marker }: RtpPacket, nowMs: number): void {
    const position = this.times.push(timestamp, nowMs);
    for (const unit of this.depacketizer.push(payload)) this.pushUnit(unit, position);
    if (marker) this.keys.finish();
  }

  facts(): PictureFacts {
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
      hasIntraRefresh: this.hasRecoveryPoint && this.keys.hasNoneAfterFirst,
      hasNoSize: false,
      timestampJumps: this.times.jumps,
    };
  }

  private hasBFrames(): boolean | null {
    if (this.hasBSlice || this.times.wentBack) return true;
    // All kinds of pictures of an encoder occur between two key frames.
    return this.format?.reorder === 0 || this.keys.count >= 2 ? false : null;
  }

  private pushUnit(unit: Buffer, position: number): void {
    const kind = this.codec.kindOf(unit);
    if (kind === 'parameters') this.addParameterSet(unit);
    else if (kind === 'key') this.keys.push(unit, position);
    else if (kind === 'b-slice') this.hasBSlice = true;
    else if (kind === 'recovery-point') this.hasRecoveryPoint = true;
  }

  private addParameterSet(unit: Buffer): void {
    if (unit.length > MAX_PARAMETER_SET_BYTES) return;
    this.keys.addParameterSet(unit);
    this.format = this.codec.formatOf(unit) ?? this.format;
  }
}
