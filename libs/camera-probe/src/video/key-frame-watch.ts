import type { VideoCodec } from './video-codec';
import type { KeyFrame } from './video-facts';

/** Larger than any key frame of a camera; of a larger one no snapshot is made. */
const MAX_KEY_FRAME_BYTES = 4 * 1024 * 1024;
/** More parameter sets than any camera has. */
const MAX_PARAMETER_SETS = 16;
const START_CODE = Buffer.from([0, 0, 0, 1]);

/** Counts key frames, measures their intervals, and stores the first complete one. */
export class KeyFrameWatch {
  private readonly parameters = new Map<string, Buffer>();
  private units: Buffer[] = [];
  private length = 0;
  private latest: number | null = null;
  private longest = 0;
  private keys = 0;
  private whole: KeyFrame | null = null;

  constructor(private readonly codec: VideoCodec) {}

  /** Keeps a parameter set, without which a key frame cannot be decoded. */
  addParameterSet(unit: Buffer): void {
    if (this.parameters.size < MAX_PARAMETER_SETS)
      this.parameters.set(unit.toString('latin1'), Buffer.from(unit));
  }

  /** Adds a unit of a key frame. @param position Of its picture on the timeline, in ticks. */
  push(unit: Buffer, position: number): void {
    if (position !== this.latest) {
      this.finish();
      if (this.latest !== null) this.longest = Math.max(this.longest, position - this.latest);
      this.latest = position;
      this.keys += 1;
    }
    if (this.whole !== null) return;
    this.length += unit.length;
    if (this.length <= MAX_KEY_FRAME_BYTES) this.units.push(unit);
  }

  /** Completes the key frame at the end of its picture. */
  finish(): void {
    if (this.whole !== null || this.units.length === 0) return;
    if (this.length <= MAX_KEY_FRAME_BYTES) {
      const units = [...this.parameters.values(), ...this.units];
      const bytes = Buffer.concat(units.flatMap((unit) => [START_CODE, unit]));
      this.whole = { format: this.codec.ffmpegFormat, bytes };
    }
    this.units = [];
    this.length = 0;
  }

  /** Whether the only key frame so far was the first picture. */
  get hasNoneAfterFirst(): boolean {
    return this.keys === 0 || (this.keys === 1 && this.latest === 0);
  }

  /** Key frames so far. */
  get count(): number {
    return this.keys;
  }

  /** The longest interval between two key frames, in ticks; null: fewer than two arrived. */
  get longestTicks(): number | null {
    return this.keys < 2 ? null : this.longest;
  }

  /** The first complete key frame. */
  get first(): KeyFrame | null {
    return this.whole;
  }
}
