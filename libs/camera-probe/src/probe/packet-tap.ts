import type { ConnectionListener } from '../rtsp/rtsp-connection';
import type { TrackWatch } from '../video/track-watch';
import { STALLED_AFTER_MS } from './check-video';
import type { ProbeLimits } from './probe-limits';

/** How often it is asked whether enough was seen, in ms. */
const CHECK_INTERVAL_MS = 50;

/** Why watching has ended. */
export type WatchEnd = 'enough' | 'time-over' | 'hung-up';

/** Leads the packets of one channel to whoever watches them, and knows when to stop. */
export class PacketTap implements ConnectionListener {
  private channel = -1;
  private watch: TrackWatch | null = null;
  private isDisconnected = false;
  private hasEnded = false;

  constructor(private readonly now: () => number) {}

  /** From now on, packets of this channel go to the watch. */
  attach(channel: number, watch: TrackWatch): void {
    this.channel = channel;
    this.watch = watch;
  }

  onPacket(channel: number, payload: Buffer): void {
    if (channel === this.channel && !this.hasEnded) this.watch?.push(payload, this.now());
  }

  onEnd(): void {
    this.isDisconnected = true;
  }

  /**
   * Waits until enough was seen, the time is over, too much came, or the camera hung up.
   * @param leftMs What is left of the whole test.
   */
  waitUntilDone(leftMs: number, limits: ProbeLimits): Promise<WatchEnd> {
    const start = this.now();
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        const why = this.endReason(start, leftMs, limits);
        if (why === null) return;
        clearInterval(timer);
        this.hasEnded = true;
        resolve(why);
      }, CHECK_INTERVAL_MS);
    });
  }

  private endReason(start: number, leftMs: number, limits: ProbeLimits): WatchEnd | null {
    if (this.isEnough(limits)) return 'enough';
    if (this.isDisconnected) return 'hung-up';
    const maxMs = this.lacksKeyFrame()
      ? Math.max(limits.maxWatchMs, limits.maxKeyFrameWaitMs)
      : limits.maxWatchMs;
    return this.now() - start >= Math.min(leftMs, maxMs) ? 'time-over' : null;
  }

  // Key frames each 10 s are rare, and none at all is an error: only a longer watch tells one from the other.
  private lacksKeyFrame(): boolean {
    if (this.watch?.lastPacketMs === null || this.now() - (this.watch?.lastPacketMs ?? 0) > STALLED_AFTER_MS)
      return false;
    const { keyFrames, hasIntraRefresh } = this.watch?.facts() ?? {};
    return keyFrames === 0 || hasIntraRefresh === true;
  }

  // Two key frames show the stretch between them, and everything that the encoder makes in between.
  private isEnough(limits: ProbeLimits): boolean {
    if (this.watch === null || this.watch.bytes >= limits.mediaBytes) return true;
    const { keyFrames, watchedMs } = this.watch.facts();
    return keyFrames >= 2 && watchedMs >= limits.minWatchMs;
  }
}
