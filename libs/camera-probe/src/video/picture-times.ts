import { ticksBetween } from '@ppf/rtsp-wire';

/** A step of the RTP time that is this much longer than the time that passed meanwhile is a jump, in seconds. */
const MAX_LEAD_SECONDS = 2;
/** Pictures are sent at most this long before one that is shown earlier, in seconds; further back is a jump. */
const MAX_REORDERING_SECONDS = 1;
/** Pictures whose times are kept: more than any camera sends in a test. */
const MAX_POSITIONS = 4096;

/** A packet whose time is off its neighbors: of a single picture, or the first one after the clock was set. */
interface TimedPacket {
  readonly timestamp: number;
  readonly arrivedMs: number;
}

/**
 * Puts pictures on a continuous timeline by their RTP times (RFC 3550 §5.1): how many, how fast, and whether one came
 * that is shown before another. A timestamp that is off its neighbors is counted as a jump and moves nothing: where
 * the camera's clock was set, the timeline continues by the usual step.
 */
export class PictureTimes {
  private latest: TimedPacket | null = null;
  private stray: TimedPacket | null = null;
  private position = 0;
  private span = 0;
  private pictures = 0;
  private backwards = false;
  private jumped = 0;
  private readonly positions: number[] = [];

  /** @param clockRate Ticks per second. */
  constructor(private readonly clockRate: number) {}

  /**
   * Takes the time of a packet.
   * @param nowMs When it arrived, by any clock that never goes back.
   * @returns the picture's place on the timeline, in ticks from the first picture; that of the picture before it for a
   *   packet whose time is off.
   */
  push(timestamp: number, nowMs: number): number {
    const packet = { timestamp, arrivedMs: nowMs };
    const step = this.latest === null ? 0 : ticksBetween(this.latest.timestamp, timestamp);
    if (this.latest === null) this.add(packet, 0);
    else if (this.isPlausible(this.latest, packet)) {
      if (this.stray !== null) this.jumped += 1;
      this.stray = null;
      if (step !== 0) this.add(packet, step);
    } else this.pushStray(packet);
    return this.position;
  }

  /** Pictures so far. */
  get count(): number {
    return this.pictures;
  }

  /** Number of timestamps that differ from their neighbors. */
  get jumps(): number {
    return this.jumped;
  }

  /** Whether the time of a picture was earlier than that of the previous one. */
  get wentBack(): boolean {
    return this.backwards;
  }

  /** Time from the first to the latest picture, in seconds of the camera's clock. */
  get seconds(): number {
    return this.span / this.clockRate;
  }

  /** Pictures a second, to a tenth: by the middle half of the steps between them; null: fewer than two came. */
  get rate(): number | null {
    const step = this.typicalStep();
    return step === 0 ? null : Math.round((this.clockRate / step) * 10) / 10;
  }

  private pushStray(packet: TimedPacket): void {
    const { stray } = this;
    if (stray?.timestamp === packet.timestamp) return;
    if (stray !== null) this.jumped += 1;
    this.stray = packet;
    if (stray === null || !this.isPlausible(stray, packet)) return;
    // Two consecutive pictures match: the camera's clock was set.
    this.stray = null;
    this.add(stray, this.typicalStep());
    this.add(packet, ticksBetween(stray.timestamp, packet.timestamp));
  }

  private isPlausible(before: TimedPacket, packet: TimedPacket): boolean {
    const seconds = ticksBetween(before.timestamp, packet.timestamp) / this.clockRate;
    const passed = Math.max(0, packet.arrivedMs - before.arrivedMs) / 1_000;
    return seconds > -MAX_REORDERING_SECONDS && seconds < passed + MAX_LEAD_SECONDS;
  }

  private add(packet: TimedPacket, step: number): void {
    this.latest = packet;
    this.pictures += 1;
    this.position += step;
    if (step < 0) this.backwards = true;
    this.span = Math.max(this.span, this.position);
    if (this.positions.length < MAX_POSITIONS) this.positions.push(this.position);
  }

  // The median alone would be wrong for cameras that stamp pictures as they come, by turns early and late.
  private typicalStep(): number {
    const shown = [...this.positions].sort((one, other) => one - other);
    const steps = shown.flatMap((position, index) => {
      const step = position - (shown[index - 1] ?? position);
      return step > 0 ? [step] : [];
    });
    steps.sort((one, other) => one - other);
    const quarter = Math.floor(steps.length / 4);
    const middle = steps.slice(quarter, steps.length - quarter);
    return middle.length === 0 ? 0 : middle.reduce((sum, step) => sum + step, 0) / middle.length;
  }
}
