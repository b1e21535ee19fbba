import { ticksBetween } from './rtp-packet';

/** Counts pictures by their RTP times: how many, how fast, and whether one came that is shown before another. */
export class PictureTimes {
  private previous: number | null = null;
  private first = 0;
  private span = 0;
  private pictures = 0;
  private backwards = false;

  constructor(private readonly clockRate: number) {}

  /** Takes the time of a packet. */
  take(timestamp: number): void {
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
  get count(): number {
    return this.pictures;
  }

  /** Whether a picture's time went back behind the one before it. */
  get wentBack(): boolean {
    return this.backwards;
  }

  /** From the first picture to the latest, in seconds of the camera's own clock. */
  get seconds(): number {
    return this.span / this.clockRate;
  }

  /** Pictures a second, to a tenth; null: fewer than two came. */
  get rate(): number | null {
    return this.pictures > 1 && this.span > 0
      ? Math.round(((this.pictures - 1) / this.seconds) * 10) / 10
      : null;
  }
}
