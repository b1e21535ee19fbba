import { ticksBetween } from './rtp-packet';
/** Larger than any key frame of a camera; of a larger one no snapshot is made. */
const LARGEST_KEY_FRAME = 4 * 1024 * 1024;
/** More parameter sets than any camera has. */
const MOST_PARAMETERS = 16;
const START_CODE = Buffer.from([0, 0, 0, 1]);
/** Counts key frames, measures what is between them, and keeps the first one whole. */
export class KeyFrameWatch {
  codec;
  parameters = new Map();
  units = [];
  length = 0;
  latest = null;
  longest = 0;
  keys = 0;
  whole = null;
  constructor(codec) {
    this.codec = codec;
  }
  /** Keeps a parameter set, without which a key frame cannot be decoded. */
  keepParameters(unit) {
    if (this.parameters.size < MOST_PARAMETERS)
      this.parameters.set(unit.toString('latin1'), Buffer.from(unit));
  }
  /** Takes a unit of a key frame. */
  take(unit, timestamp) {
    if (timestamp !== this.latest) {
      this.finish();
      if (this.latest !== null) this.longest = Math.max(this.longest, ticksBetween(this.latest, timestamp));
      this.latest = timestamp;
      this.keys += 1;
    }
    if (this.whole !== null) return;
    this.length += unit.length;
    if (this.length <= LARGEST_KEY_FRAME) this.units.push(unit);
  }
  /** The picture has ended: what was taken of it is the key frame. */
  finish() {
    if (this.whole !== null || this.units.length === 0) return;
    if (this.length <= LARGEST_KEY_FRAME) {
      const units = [...this.parameters.values(), ...this.units];
      const bytes = Buffer.concat(units.flatMap((unit) => [START_CODE, unit]));
      this.whole = { format: this.codec.ffmpegFormat, bytes };
    }
    this.units = [];
    this.length = 0;
  }
  /** Key frames so far. */
  get count() {
    return this.keys;
  }
  /** The longest stretch between two key frames, in ticks; null: fewer than two came. */
  get longestTicks() {
    return this.keys < 2 ? null : this.longest;
  }
  /** The first key frame that came whole. */
  get first() {
    return this.whole;
  }
}
