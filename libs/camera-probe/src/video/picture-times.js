import { ticksBetween } from './rtp-packet';
/** Counts pictures by their RTP times: how many, how fast, and whether one came that is shown before another. */
export class PictureTimes {
  clockRate;
  previous = null;
  first = 0;
  span = 0;
  pictures = 0;
  backwards = false;
  constructor(clockRate) {
    this.clockRate = clockRate;
  }
  /** Takes the time of a packet. */
  take(timestamp) {
    if (this.previous === null) this.first = timestamp;
    if (this.previous !== timestamp) {
      const step = this.previous === null ? 0 : ticksBetween(this.previous, timestamp);
      // A step back by seconds is a clock that was set, and no order of pictures.
      if (step < 0 && step > -this.clockRate) this.backwards = true;
      this.pictures += 1;
      this.previous = timestamp;
    }
    this.span = Math.max(this.span, ticksBetween(this.first, timestamp));
  }
  /** Pictures so far. */
  get count() {
    return this.pictures;
  }
  /** Whether a picture's time went back behind the one before it. */
  get wentBack() {
    return this.backwards;
  }
  /** From the first picture to the latest, in seconds of the camera's own clock. */
  get seconds() {
    return this.span / this.clockRate;
  }
  /** Pictures a second, to a tenth; null: fewer than two came. */
  get rate() {
    return this.pictures > 1 && this.span > 0
      ? Math.round(((this.pictures - 1) / this.seconds) * 10) / 10
      : null;
  }
}
