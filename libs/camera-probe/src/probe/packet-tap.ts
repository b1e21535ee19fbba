import type { ConnectionListener } from '../rtsp/rtsp-connection';
import type { TrackWatch } from '../video/track-watch';
import type { ProbeLimits } from './probe-limits';

/** How often it is asked whether enough was seen, in ms. */
const LOOK_EVERY_MS = 50;

/** Why watching has ended. */
export type WatchEnd = 'enough' | 'time-over' | 'hung-up';

/** Leads the packets of one channel to whoever watches them, and knows when to stop. */
export class PacketTap implements ConnectionListener {
  private channel = -1;
  private watch: TrackWatch | null = null;
  private hasHungUp = false;
  private hasEnded = false;

  constructor(private readonly now: () => number) {}

  /** From now on, packets of this channel go to the watch. */
  open(channel: number, watch: TrackWatch): void {
    this.channel = channel;
    this.watch = watch;
  }

  onPacket(channel: number, payload: Buffer): void {
    if (channel === this.channel && !this.hasEnded) this.watch?.take(payload, this.now());
  }

  onEnd(): void {
    this.hasHungUp = true;
  }

  /** Waits until enough was seen, the time is over, too much came, or the camera hung up. */
  untilEnough(maxMs: number, limits: ProbeLimits): Promise<WatchEnd> {
    const end = this.now() + maxMs;
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        const why = this.whyEnd(end, limits);
        if (why === null) return;
        clearInterval(timer);
        this.hasEnded = true;
        resolve(why);
      }, LOOK_EVERY_MS);
    });
  }

  private whyEnd(end: number, limits: ProbeLimits): WatchEnd | null {
    if (this.isEnough(limits)) return 'enough';
    if (this.hasHungUp) return 'hung-up';
    return this.now() >= end ? 'time-over' : null;
  }

  // Two key frames show the stretch between them, and everything that the encoder makes in between.
  private isEnough(limits: ProbeLimits): boolean {
    if (this.watch === null || this.watch.bytes >= limits.mediaBytes) return true;
    const { keyFrames, watchedMs } = this.watch.facts();
    return keyFrames >= 2 && watchedMs >= limits.watchAtLeastMs;
  }
}
