import type { ConnectionListener } from '../rtsp/rtsp-connection';
import type { TrackWatch } from '../video/track-watch';
import type { ProbeLimits } from './probe-limits';

/** How often it is asked whether enough was seen, in ms. */
const LOOK_EVERY_MS = 50;

/** Leads the packets of one channel to whoever watches them, and knows when to stop. */
export class PacketTap implements ConnectionListener {
  private channel = -1;
  private watch: TrackWatch | null = null;
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
    this.hasEnded = true;
  }

  /** Waits until enough was seen, the time is over, too much came, or the camera hung up. */
  untilEnough(maxMs: number, limits: ProbeLimits): Promise<void> {
    const end = this.now() + maxMs;
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (!this.hasEnded && this.now() < end && !this.isEnough(limits)) return;
        clearInterval(timer);
        this.hasEnded = true;
        resolve();
      }, LOOK_EVERY_MS);
    });
  }

  // Two key frames show the stretch between them, and everything that the encoder makes in between.
  private isEnough(limits: ProbeLimits): boolean {
    if (this.watch === null || this.watch.bytes >= limits.mediaBytes) return true;
    const { keyFrames, watchedMs } = this.watch.facts();
    return keyFrames >= 2 && watchedMs >= limits.watchAtLeastMs;
  }
}
