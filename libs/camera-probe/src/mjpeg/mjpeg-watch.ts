import type { VideoFacts } from '../video/video-facts';

/** Larger than any picture of such a camera. */
const MAX_JPEG_BYTES = 2 * 1024 * 1024;
const START = Buffer.from([0xff, 0xd8, 0xff]);
const END = Buffer.from([0xff, 0xd9]);
/** Start of frame, baseline to progressive: what follows is length, precision, height and width (ITU-T T.81 §B.2.2). */
const SIZE_MARKERS = [0xc0, 0xc1, 0xc2];

/** Finds pictures in the body of an MJPEG response, regardless of its boundaries. */
export class MjpegWatch {
  private rest = Buffer.alloc(0);
  private pictures = 0;
  private bytes = 0;
  private firstAt: number | null = null;
  private lastAt: number | null = null;
  private picture: Buffer | null = null;

  /** Number of complete pictures. */
  get count(): number {
    return this.pictures;
  }

  /** The first one. */
  get first(): Buffer | null {
    return this.picture;
  }

  /** Time of the last complete picture, in ms; null: none. */
  get lastPictureMs(): number | null {
    return this.lastAt;
  }

  /** Adds received bytes. @param now In ms. */
  push(chunk: Buffer, now: number): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      const from = this.rest.indexOf(START);
      const to = from < 0 ? -1 : this.rest.indexOf(END, from + START.length);
      if (to < 0) break;
      this.add(this.rest.subarray(from, to + END.length), now);
      this.rest = this.rest.subarray(to + END.length);
    }
    if (this.rest.length > MAX_JPEG_BYTES) this.rest = Buffer.alloc(0);
  }

  /** Measured properties so far. */
  facts(): VideoFacts {
    const watchedMs = this.firstAt === null || this.lastAt === null ? 0 : this.lastAt - this.firstAt;
    const perSecond = (amount: number) => (watchedMs > 0 ? (amount * 1000) / watchedMs : null);
    const size = this.picture && sizeOf(this.picture);
    return {
      codec: 'JPEG',
      ...{ profile: null, level: null, width: size?.width ?? null, height: size?.height ?? null },
      frameRate: this.pictures > 1 ? perSecond(this.pictures - 1) : null,
      bitrate: this.pictures > 1 ? perSecond(this.bytes * 8) : null,
      ...{ keyFrameIntervalMs: null, keyFrames: this.pictures, bFrames: false, watchedMs },
      ...{ hasIntraRefresh: false, hasNoSize: false, timestampJumps: 0 },
    };
  }

  private add(picture: Buffer, now: number): void {
    this.pictures += 1;
    // The measurement starts with the first picture.
    if (this.firstAt !== null) this.bytes += picture.length;
    this.firstAt ??= now;
    this.lastAt = now;
    this.picture ??= Buffer.from(picture);
  }
}

function sizeOf(jpeg: Buffer): { width: number; height: number } | null {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2))
    if (SIZE_MARKERS.includes(jpeg[at + 1] ?? 0))
      return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
  return null;
}
